using System.Diagnostics;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>An engine with real processes, on a sessions folder of its own.</summary>
internal sealed class BaileysWorld : IAsyncDisposable
{
    public const string SessionId = "inst_1";
    private readonly TemporaryFolder _folder = new();
    private readonly EngineTimings _timings;
    private readonly BaileysSettings _settings;
    private readonly ScriptedEngine? _script;

    public BaileysWorld(Func<BaileysSettings, BaileysSettings>? settings = null, EngineTimings? timings = null)
    {
        _timings = timings ?? new EngineTimings { MinBackoff = TimeSpan.FromMilliseconds(50) };
        var given = new BaileysSettings { SessionsFolder = _folder.File("sessions") };
        _settings = settings?.Invoke(given) ?? given;
        Engine = Create();
    }

    /// <summary>As the other, with a scripted engine in place of the real one. It is this world's from now on.</summary>
    public BaileysWorld(ScriptedEngine script, EngineTimings? timings = null)
        : this(settings => settings with { EnginePath = script.Path }, timings) => _script = script;

    public BaileysEngine Engine { get; private set; }

    public CollectedLog Log { get; } = new();

    public string Sessions => _folder.File("sessions");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string File(params string[] names) => _folder.File(names);

    public Task<IWhatsAppSession> OpenAsync(string id = SessionId, SessionSettings? settings = null) =>
        Engine.OpenAsync(id, settings ?? new SessionSettings(), Token);

    /// <summary>Waits until the process is there, and returns its id.</summary>
    public async Task<int> ProcessAsync(Predicate<int>? wanted = null)
    {
        var ids = await Eventually.GetAsync(
            () => Task.FromResult(Engine.ProcessIds), ids => ids.Any(id => wanted?.Invoke(id) ?? true), TimeSpan.FromSeconds(30), _ => Log.Text);
        return ids.First(id => wanted?.Invoke(id) ?? true);
    }

    /// <summary>A new engine on the same folder, as after a restart of the gateway.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        Engine = Create();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
        _script?.Dispose();
    }

    /// <summary>Kills the process (SIGKILL).</summary>
    public async Task KillAsync() => Signal(await ProcessAsync(), 9);

    public static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Signal(int processId, int signal) => ProcessGuard.Signal(processId, signal);

    public static async Task<JournaledEvent> NextAsync(IWhatsAppSession session)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        return await session.Events.ReadAsync(deadline.Token);
    }

    /// <summary>Reads on until the session's status is this.</summary>
    public static async Task<SessionStatus> UntilAsync(IWhatsAppSession session, Predicate<SessionStatus> wanted)
    {
        while (true)
        {
            if ((await NextAsync(session)).Event is ConnectionChanged { Status: var status } && wanted(status))
            {
                return status;
            }
        }
    }

    private BaileysEngine Create() => new(_settings, _timings, TimeProvider.System, new Random(7), Log);
}
