using System.Security.Cryptography;

namespace Ponte.Gateway.Tests.Doctor;

/// <summary>The command <c>doctor</c> as a person types it, with and without a server beside it.</summary>
public sealed class DoctorCommandTests(SharedGateway gateway, StoppedServer stopped) : IClassFixture<StoppedServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Doctor_BesideAServer_FindsEverythingInOrder()
    {
        await gateway.Http.CreateSandboxAsync(gateway.NewName(), Token);

        var (exitCode, output) = await DoctorAsync(gateway.DataFolder);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"ok   Server: The server runs on {gateway.DataFolder}.", output, StringComparison.Ordinal);
        Assert.Contains("ok   Database: SQLite, ", output, StringComparison.Ordinal);
        Assert.Contains("ok   Disk: ", output, StringComparison.Ordinal);
        Assert.Contains("ok   Encryption key: ", output, StringComparison.Ordinal);
        Assert.Contains("ok   Node.js: Node.js ", output, StringComparison.Ordinal);
        Assert.Matches(@"ok   WhatsApp engine: Baileys 7\.\S+ is there, and the engine runs\.", output);
        Assert.Contains("ok   Deliveries: ", output, StringComparison.Ordinal);
        Assert.Matches(@"ok   Instance instance-\d+: Connected since ", output);
        Assert.Matches(@"\d+ in order, \d+ to look at, 0 failed\.", output);
        Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/list")).Status);
    }

    [Fact]
    public async Task Doctor_AfterTheServer_SaysThatItIsStoppedAndChangesNothing()
    {
        var before = Names();

        var (exitCode, output) = await DoctorAsync(stopped.DataFolder);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"look Server: No server runs on {stopped.DataFolder}.", output, StringComparison.Ordinal);
        Assert.Contains("look Instance shop: How the number stands is not known", output, StringComparison.Ordinal);
        Assert.Equal(before, Names());
    }

    [Fact]
    public async Task Doctor_WrongKey_FailsAndLooksAtWhatItCan()
    {
        var another = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        var (exitCode, output) = await DoctorAsync(stopped.DataFolder, new() { ["PONTE_ENCRYPTION_KEY"] = another });

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL Encryption key: PONTE_ENCRYPTION_KEY is not the key that this database was first used with.", output, StringComparison.Ordinal);
        Assert.Contains("Node.js: ", output, StringComparison.Ordinal);
        Assert.Contains("look Doctor: The rest was not looked at", output, StringComparison.Ordinal);
        Assert.DoesNotContain(another, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_KeyLost_FailsAndMakesNoOther()
    {
        File.Copy(Path.Combine(stopped.DataFolder, "ponte.db"), _folder.File("ponte.db"));

        var (exitCode, output) = await DoctorAsync(_folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL Encryption key: The key is missing", output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("encryption.key")));
    }

    [Fact]
    public async Task Doctor_PathWithoutPrograms_SaysWhatThatCosts()
    {
        var programs = Directory.CreateDirectory(_folder.File("programs"));
        File.CreateSymbolicLink(Path.Combine(programs.FullName, "dotnet"), Programs.Find("dotnet")!);

        var (exitCode, output) = await DoctorAsync(stopped.DataFolder, new() { ["PATH"] = programs.FullName });

        Assert.Equal(1, exitCode);
        Assert.Contains("look ffmpeg: \"ffmpeg\" cannot be run: recordings go as audio files, GIFs as documents.", output, StringComparison.Ordinal);
        Assert.Contains("FAIL Node.js: \"node\" cannot be run.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NothingThere_SaysSoAndCreatesNothing()
    {
        var (exitCode, output) = await GatewayProcess.RunAsync(new GatewayStart
        {
            DataFolder = _folder.Path,
            Arguments = ["doctor"],
            Settings = new Dictionary<string, string> { ["Ponte:DataPath"] = _folder.File("none") },
        });

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"There is no data folder {_folder.File("none")}.", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("none")));
    }

    [Fact]
    public async Task Doctor_DamagedDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.File("ponte.db"), new string('x', 5000), Token);

        var (exitCode, output) = await DoctorAsync(_folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL Database: The SQLite file cannot be used: ", output, StringComparison.Ordinal);
    }

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(stopped.DataFolder).Order(StringComparer.Ordinal)];

    private static Task<(int ExitCode, string Output)> DoctorAsync(string folder, Dictionary<string, string?>? environment = null) =>
        GatewayProcess.RunAsync(new GatewayStart { DataFolder = folder, Arguments = ["doctor"], Environment = environment ?? [] });
}
