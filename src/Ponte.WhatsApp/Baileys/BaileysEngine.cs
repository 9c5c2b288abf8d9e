using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// Real WhatsApp numbers, by Baileys in Node.js processes that are started with the first session that needs one, are replaced when they
/// fail, and end with their last session. Several sessions share a process.
/// </summary>
public sealed class BaileysEngine : IWhatsAppEngine, IAsyncDisposable
{
    private const int MaxSessionIdLength = 64;

    private readonly Dictionary<string, BaileysSession> _sessions = new(StringComparer.Ordinal);
    private readonly List<EngineProcess> _processes = [];
    private readonly Lock _lock = new();
    private readonly BaileysContext _context;
    private readonly Lazy<Task<EngineProgram?>> _program;

    /// <summary>Creates the engine; nothing is started or touched on disk before the first session is opened.</summary>
    /// <param name="settings">How the engine is run.</param>
    /// <param name="timeProvider">The clock of pauses and deadlines.</param>
    /// <param name="random">Spreads repetitions.</param>
    /// <param name="logger">Where trouble is told, and what the engine itself logs.</param>
    public BaileysEngine(BaileysSettings settings, TimeProvider timeProvider, Random random, ILogger<BaileysEngine>? logger = null)
        : this(settings, new EngineTimings(), timeProvider, random, logger)
    {
    }

    internal BaileysEngine(BaileysSettings settings, EngineTimings timings, TimeProvider timeProvider, Random random, ILogger? logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _context = new BaileysContext(settings, timings, timeProvider, random, new BaileysMetrics(), logger ?? NullLogger.Instance);
        _program = new Lazy<Task<EngineProgram?>>(() => EngineProgram.FindAsync(_context, AppContext.BaseDirectory));
    }

    /// <inheritdoc/>
    public string Name => "baileys";

    /// <summary>Whether a session is open that has no process now: the engine is not installed, or one has ended and the next is not there yet.</summary>
    public bool IsMissing
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Values.Any(session => session.Process?.ProcessId is null);
            }
        }
    }

    /// <summary>The ids of the processes that are there.</summary>
    internal IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_lock)
            {
                return [.. _processes.Select(process => process.ProcessId).OfType<int>()];
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Does not wait for the process: until the session is open there, it is <see cref="SessionState.Disconnected"/>. Where Node.js or the
    /// engine is missing, it stays so, with the cause <see cref="ConnectionCause.EngineMissing"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The session is open.</exception>
    public async Task<IWhatsAppSession> OpenAsync(string sessionId, SessionSettings settings, CancellationToken cancellationToken)
    {
        ThrowIfNoId(sessionId);
        ArgumentNullException.ThrowIfNull(settings);
        var program = await _program.Value.WaitAsync(cancellationToken);
        lock (_lock)
        {
            if (_sessions.ContainsKey(sessionId))
            {
                throw new InvalidOperationException("The session is already open.");
            }

            var process = program is null ? null : Assign(program);
            return _sessions[sessionId] = new BaileysSession(sessionId, settings, process, _context, ReleaseAsync);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session is open.</exception>
    public Task DeleteAsync(string sessionId, CancellationToken cancellationToken)
    {
        ThrowIfNoId(sessionId);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_sessions.ContainsKey(sessionId))
            {
                throw new InvalidOperationException("The session is open.");
            }
        }

        var folder = Path.Combine(_context.Settings.SessionsFolder, sessionId);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>Closes the sessions that are open and ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        List<BaileysSession> open;
        lock (_lock)
        {
            open = [.. _sessions.Values];
        }

        await Task.WhenAll(open.Select(session => session.DisposeAsync().AsTask()));
        _context.Metrics.Dispose();
    }

    private static void ThrowIfNoId(string sessionId)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        if (sessionId.Length is 0 or > MaxSessionIdLength || !sessionId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException("A session id is 1 to 64 letters, digits, '-' or '_'.", nameof(sessionId));
        }
    }

    private EngineProcess Assign(EngineProgram program)
    {
        var process = _processes.FirstOrDefault(process => process.Sessions < _context.Settings.SessionsPerProcess);
        if (process is null)
        {
            process = new EngineProcess(program, _context);
            _processes.Add(process);
        }

        process.Sessions++;
        return process;
    }

    private async ValueTask ReleaseAsync(BaileysSession session)
    {
        EngineProcess? empty = null;
        lock (_lock)
        {
            _sessions.Remove(session.Id);
            if (session.Process is { } process && --process.Sessions == 0)
            {
                _processes.Remove(process);
                empty = process;
            }
        }

        if (empty is not null)
        {
            await empty.DisposeAsync();
        }
    }
}
