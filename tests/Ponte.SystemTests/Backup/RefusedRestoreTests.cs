namespace Ponte.SystemTests.Backup;

/// <summary>What cannot be restored says so in one sentence, and leaves the folder for the next attempt.</summary>
public sealed class RefusedRestoreTests(RefusedRestoreTests.StoppedServer server) : IClassFixture<RefusedRestoreTests.StoppedServer>, IDisposable
{
    private const string Damaged = "The backup is damaged or incomplete. Nothing was restored.";
    private readonly Archive _target = new();

    private byte[] Bytes => File.ReadAllBytes(server.Archive.File);

    [Fact]
    public async Task Restore_WithAnotherPassphrase_SaysSo() => Assert.Equal(
        "The passphrase is wrong, or the beginning of the backup is damaged.", await _target.FailAsync(server.Archive.File, "another passphrase"));

    [Fact]
    public async Task Restore_WithoutTheLastByte_SaysSo() => Assert.Equal(Damaged, await FailAsync(Bytes[..^1]));

    [Fact]
    public async Task Restore_WithOneBitFlipped_SaysSo()
    {
        var bytes = Bytes;
        bytes[bytes.Length / 2] ^= 0x10;

        Assert.Equal(Damaged, await FailAsync(bytes));
    }

    [Fact]
    public async Task Restore_OfAnotherFile_SaysSo() => Assert.Equal("The file is not a backup made by Ponte.", await FailAsync(new byte[100_000]));

    [Fact]
    public async Task Restore_OfNoFile_SaysSo() => Assert.StartsWith(
        $"The backup {server.Archive.File}.gone cannot be restored: ", await _target.FailAsync(server.Archive.File + ".gone"), StringComparison.Ordinal);

    [Fact]
    public async Task Restore_Twice_LeavesTheFirstAlone()
    {
        await server.Archive.RestoreAsync();
        var before = Files(server.Archive.Restored);

        Assert.Equal(
            $"The data folder {server.Archive.Restored} is not empty. Move what is in it away, or restore into another one with Ponte:DataPath.",
            await server.Archive.FailAsync(server.Archive.File));
        Assert.Equal(before, Files(server.Archive.Restored));
    }

    [Fact]
    public async Task Restore_AfterAnInterruptedOne_BeginsAnew()
    {
        Directory.CreateDirectory(Path.Combine(_target.Restored, "restore"));
        await File.WriteAllTextAsync(Path.Combine(_target.Restored, "ponte.db"), "half", TestContext.Current.CancellationToken);
        var (code, output) = await GatewayProcess.RunAsync(new GatewayStart { DataFolder = _target.Restored });
        Assert.Equal(1, code);
        Assert.Contains("was interrupted", output, StringComparison.Ordinal);

        Assert.Equal(Damaged, await FailAsync(Bytes[..^1]));
        File.Copy(server.Archive.File, _target.File);
        await _target.RestoreAsync();

        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _target.Restored }, TestContext.Current.CancellationToken);
        Assert.Empty(await gateway.Http.SentAsync("shop", TestContext.Current.CancellationToken));
    }

    public void Dispose() => _target.Dispose();

    private async Task<string> FailAsync(byte[] content)
    {
        var said = await _target.FailAsync(_target.Write("damaged.ponte", content));
        Assert.Subset(new HashSet<string> { "node-id", "ponte.lock", "ponte.pid" }, Files(_target.Restored).ToHashSet());
        return said;
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>The archive of a server that has stopped, with one instance.</summary>
    public sealed class StoppedServer : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal Archive Archive { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await using (var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _folder.File("data") }))
            {
                await gateway.Http.CreateSandboxAsync("shop");
                await gateway.StopAsync();
            }

            await Archive.TakeAsync(_folder.File("data"));
        }

        public ValueTask DisposeAsync()
        {
            Archive.Dispose();
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
