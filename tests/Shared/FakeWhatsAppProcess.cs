using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponte.Testing;

/// <summary>The simulated WhatsApp server as a process of its own.</summary>
public sealed partial class FakeWhatsAppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim Installing = new(1, 1);
    private readonly ChildProcess _process;
    private readonly TemporaryFolder _media;
    private readonly Action<string>? _report;

    private FakeWhatsAppProcess(ChildProcess process, TemporaryFolder media, JsonElement addresses, Action<string>? report)
    {
        (_process, _media, _report) = (process, media, report);
        Url = addresses.GetProperty("url").GetString()!;
        NoiseRoot = addresses.GetProperty("noiseRoot").GetString()!;
        MediaCa = addresses.GetProperty("mediaCa").GetString()!;
        Fake = new FakeWhatsAppApi(new Uri(addresses.GetProperty("control").GetString()!));
    }

    /// <summary>Where engines connect to.</summary>
    public string Url { get; }

    /// <summary>The public key of its certificate root, in hex.</summary>
    public string NoiseRoot { get; }

    /// <summary>The file with the certificate of its media host, which engines must be told to trust.</summary>
    public string MediaCa { get; }

    /// <summary>Plays phones and customers, and looks at what arrived.</summary>
    public FakeWhatsAppApi Fake { get; }

    /// <summary>The settings and variables with which a gateway takes this server for WhatsApp.</summary>
    public GatewayStart Attach(GatewayStart start) => start with
    {
        Settings = new Dictionary<string, string>(start.Settings)
        {
            ["Ponte:Baileys:TestServer:Url"] = Url,
            ["Ponte:Baileys:TestServer:NoiseRoot"] = NoiseRoot,
        },
        Environment = new Dictionary<string, string?>(start.Environment)
        {
            ["DOTNET_ENVIRONMENT"] = "Testing",
            ["NODE_EXTRA_CA_CERTS"] = MediaCa,
        },
    };

    /// <summary>Starts it on free ports, installing its packages before where they are missing.</summary>
    public static async Task<FakeWhatsAppProcess> StartAsync(Action<string>? report = null, CancellationToken cancellationToken = default)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "fakes", "fake-whatsapp");
        await InstallAsync(folder, cancellationToken);

        // It is killed in the end, and then cannot remove the media that it was sent.
        var media = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["TMPDIR"] = media.Path, ["TEMP"] = media.Path, ["TMP"] = media.Path };
        var process = ChildProcess.Start("node", [Path.Combine(folder, "src", "main.js")], environment, keepInput: true);
        try
        {
            var line = await process.WaitForLineAsync(Addresses(), StartTimeout, cancellationToken);
            return new FakeWhatsAppProcess(process, media, JsonSerializer.Deserialize<JsonElement>(line.Value), report);
        }
        catch
        {
            await process.DisposeAsync();
            media.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Fake.Dispose();
        await _process.KillAsync();
        _report?.Invoke(_process.Tail(100));
        await _process.DisposeAsync();
        _media.Dispose();
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        await Installing.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "baileys")))
            {
                await ChildProcess.RunAsync("npm", ["ci", "--omit=dev"], folder);
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    [GeneratedRegex("^\\{\"url\".*\\}$")]
    private static partial Regex Addresses();
}
