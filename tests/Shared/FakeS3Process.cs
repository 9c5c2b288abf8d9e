using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponte.Testing;

/// <summary>
/// An S3 server that checks signatures, as a process of its own. Its buckets are folders, so a test makes and breaks them behind its back; anybody may read what is in them.
/// </summary>
public sealed partial class FakeS3Process : IAsyncDisposable
{
    public const string AccessKey = "ponte-tests";

    public const string SecretKey = "the-secret-of-ponte-tests";

    // What the server appends to the name of a file that is an object.
    private const string ObjectEnd = "._S3rver_object";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private ChildProcess? _process;
    private int _port;

    private FakeS3Process()
    {
    }

    /// <summary>Where it listens, also after a restart.</summary>
    public string BaseUrl => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>Starts it on a free port, installing its packages before where they are missing.</summary>
    public static async Task<FakeS3Process> StartAsync(CancellationToken cancellationToken = default)
    {
        var server = new FakeS3Process();
        try
        {
            await server.RestartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same port with what it has stored.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await KillAsync();
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "fakes", "s3");
        await InstallAsync(folder, cancellationToken);
        _process = ChildProcess.Start("node", [Path.Combine(folder, "src", "main.js"), _folder.Path, _port.ToString(CultureInfo.InvariantCulture)], keepInput: true);
        var line = await _process.WaitForLineAsync(Port(), StartTimeout, cancellationToken);
        _port = int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it without warning.</summary>
    public async Task KillAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _process = null;
    }

    /// <summary>Makes an empty bucket.</summary>
    public void CreateBucket(string name) => Directory.CreateDirectory(_folder.File(name));

    /// <summary>Removes a bucket with what is in it.</summary>
    public void RemoveBucket(string name) => Directory.Delete(_folder.File(name), recursive: true);

    /// <summary>The keys of the objects in a bucket.</summary>
    public IReadOnlyList<string> Objects(string bucket) =>
    [
        .. Directory.EnumerateFiles(_folder.File(bucket), "*" + ObjectEnd, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.File(bucket), file)[..^ObjectEnd.Length].Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads an object as whoever has its address does.</summary>
    public async Task<(byte[] Bytes, string? Type)> ReadAsync(string url, CancellationToken cancellationToken = default)
    {
        using var response = await _http.GetAsync(new Uri(url), cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Content.Headers.ContentType?.MediaType);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        await Installing.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "@20minutes", "s3rver")))
            {
                await ChildProcess.RunAsync("npm", ["ci"], folder);
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    [GeneratedRegex("^\\{\"port\":(\\d+)\\}$")]
    private static partial Regex Port();
}
