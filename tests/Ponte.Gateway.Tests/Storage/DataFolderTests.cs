using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Path => System.IO.Path.Combine(_temporary.Path, "data", "deep");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Open_MissingFolder_IsCreatedForTheOwnerAlone()
    {
        using var folder = DataFolder.Open(Path);

        Assert.Equal(Path, folder.Path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path));
        }
    }

    [Fact]
    public void Open_FolderInUse_NamesTheProcess()
    {
        using var folder = DataFolder.Open(Path);

        var error = Assert.Throws<StartException>(() => DataFolder.Open(Path));

        Assert.Equal($"The data folder {Path} is already in use by process {Environment.ProcessId}.", error.Message);
    }

    [Fact]
    public void Open_AfterDispose_LocksAgainUnderTheSameNodeId()
    {
        string first;
        using (var folder = DataFolder.Open(Path))
        {
            first = folder.NodeId;
        }

        using var again = DataFolder.Open(Path);

        Assert.Matches("^node_[0-9a-f]{16}$", first);
        Assert.Equal(first, again.NodeId);
    }

    [Fact]
    public void OpenShared_FolderInUse_GoesOnWithoutTheLock()
    {
        using var folder = DataFolder.Open(Path);
        using var shared = DataFolder.OpenShared(Path);

        Assert.True(folder.IsLocked);
        Assert.False(shared.IsLocked);
        Assert.Throws<StartException>(() => DataFolder.Open(Path));
    }

    [Fact]
    public void Inspect_FolderInUse_SeesTheServerAndLocksNothing()
    {
        using (DataFolder.Open(Path))
        {
            Assert.True(DataFolder.Inspect(Path).IsServed());
        }

        using var looking = DataFolder.Inspect(Path);
        Assert.False(looking.IsServed());
        Assert.False(looking.IsLocked);
        using var serving = DataFolder.Open(Path);
    }

    [Fact]
    public void Inspect_MissingFolder_IsNotCreated()
    {
        var error = Assert.Throws<StartException>(() => DataFolder.Inspect(Path));

        Assert.StartsWith($"There is no data folder {Path}.", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path));
    }

    [Fact]
    public void Open_PathBelowAFile_SaysThatItCannotBeWritten()
    {
        var file = System.IO.Path.Combine(_temporary.Path, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<StartException>(() => DataFolder.Open(System.IO.Path.Combine(file, "data")));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
