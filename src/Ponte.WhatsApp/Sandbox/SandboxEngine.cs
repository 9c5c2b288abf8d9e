using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>
/// Simulated phones, for trying Ponte without a number, for tests and for benchmarks. Sessions are connected at once and survive a
/// kill of the process: everything is in files, one folder per session. Two processes must not share a folder.
/// </summary>
public sealed class SandboxEngine : IWhatsAppEngine, IAsyncDisposable
{
    private const long DefaultCompactAt = 4 * 1024 * 1024;
    private const int MaxSessionIdLength = 64;

    private readonly ConcurrentDictionary<string, SandboxPhone> _phones = new(StringComparer.Ordinal);
    private readonly Lock _randomLock = new();
    private readonly string _folder;
    private readonly Random _random;
    private readonly SandboxSettings _settings;

    /// <summary>Creates the engine; nothing is touched on disk before a phone is used.</summary>
    /// <param name="folder">The folder of all sessions; created when needed, readable by its owner only.</param>
    /// <param name="timeProvider">The clock of messages without a timestamp.</param>
    /// <param name="random">Source of new message ids and names of files.</param>
    /// <param name="logger">Where trouble is told.</param>
    public SandboxEngine(string folder, TimeProvider timeProvider, Random random, ILogger<SandboxEngine>? logger = null)
        : this(folder, timeProvider, random, logger, DefaultCompactAt)
    {
    }

    internal SandboxEngine(string folder, TimeProvider timeProvider, Random random, ILogger? logger, long compactAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _random = random;
        _settings = new SandboxSettings(timeProvider, CreateId, CreateToken, compactAt, logger ?? NullLogger.Instance);
    }

    /// <inheritdoc/>
    public string Name => "sandbox";

    /// <summary>The simulated phone behind a session, open or not; always the same object while the session is not deleted.</summary>
    /// <exception cref="ArgumentException">Not a session id.</exception>
    public SandboxPhone GetPhone(string sessionId)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        if (sessionId.Length is 0 or > MaxSessionIdLength || !sessionId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException("A session id is 1 to 64 letters, digits, '-' or '_'.", nameof(sessionId));
        }

        return _phones.GetOrAdd(sessionId, id => new SandboxPhone(new SandboxFolder(Path.Combine(_folder, id)), _settings));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session is open.</exception>
    public Task<IWhatsAppSession> OpenAsync(string sessionId, SessionSettings settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IWhatsAppSession>(GetPhone(sessionId).Open());
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session is open.</exception>
    public async Task DeleteAsync(string sessionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var phone = GetPhone(sessionId);
        await phone.CloseAsync(delete: true);
        _phones.TryRemove(KeyValuePair.Create(sessionId, phone));
    }

    /// <summary>Closes all files; sessions must be disposed before.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones.Values)
        {
            await phone.CloseAsync(delete: false);
        }
    }

    private MessageId CreateId()
    {
        lock (_randomLock)
        {
            return MessageId.Create(_random);
        }
    }

    private string CreateToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_randomLock)
        {
            _random.NextBytes(bytes);
        }

        return Convert.ToHexStringLower(bytes);
    }
}
