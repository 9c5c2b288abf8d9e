namespace Ponte.SystemTests.Backup;

/// <summary>A backup in a folder of its own, made and restored with the commands.</summary>
internal sealed class Archive : IDisposable
{
    public const string Passphrase = "correct horse battery staple";
    private readonly TemporaryFolder _folder = new();

    /// <summary>The archive.</summary>
    public string File => _folder.File("shop.ponte");

    /// <summary>Where it is restored to unless told; does not exist before.</summary>
    public string Restored => _folder.File("restored");

    /// <summary>Backs up a data folder.</summary>
    public async Task TakeAsync(string dataFolder, string? database = null)
    {
        var (code, output) = await RunAsync("backup", File, dataFolder, database);
        Assert.True(code == 0, output);
    }

    /// <summary>Restores it and expects that to work.</summary>
    public async Task RestoreAsync(string? database = null)
    {
        var (code, output) = await RunAsync("restore", File, Restored, database);
        Assert.True(code == 0, output);
    }

    /// <summary>Restores a file where that is to fail, and returns what was printed.</summary>
    public async Task<string> FailAsync(string file, string passphrase = Passphrase, string? database = null)
    {
        var (code, output) = await RunAsync("restore", file, Restored, database, passphrase);
        Assert.Equal(1, code);
        return output.Trim();
    }

    /// <summary>What is in a file of the archive's folder.</summary>
    public string Write(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(_folder.File(name), content);
        return _folder.File(name);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<(int Code, string Output)> RunAsync(string command, string file, string dataFolder, string? database, string passphrase = Passphrase) =>
        GatewayProcess.RunAsync(new GatewayStart
        {
            DataFolder = dataFolder,
            Arguments = [command, file],
            Environment = new Dictionary<string, string?> { ["PONTE_BACKUP_PASSPHRASE"] = passphrase },
            Settings = database is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Ponte:Database"] = database },
        });
}
