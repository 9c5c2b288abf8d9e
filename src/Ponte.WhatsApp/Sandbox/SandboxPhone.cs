using Ponte.WhatsApp.Events;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>
/// The simulated phone of one sandbox session. It plays WhatsApp, so what it was given is on disk before it answers; it works
/// whether or not the session is open. Safe to use concurrently.
/// </summary>
public sealed partial class SandboxPhone
{
    private readonly Lock _lock = new();
    private readonly SandboxFolder _folder;
    private readonly SandboxSettings _settings;
    private PhoneFiles? _files;
    private volatile SandboxSession? _session;
    private bool _closed;

    internal SandboxPhone(SandboxFolder folder, SandboxSettings settings)
    {
        _folder = folder;
        _settings = settings;
    }

    /// <summary>Reads what a caller gave; nothing happens yet.</summary>
    /// <returns>The event, or everything that is wrong with it, each sentence beginning with its JSON field.</returns>
    public (WhatsAppEvent? Event, IReadOnlyList<string> Problems) Read(SandboxEvent given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return SandboxEventReader.Read(given, _settings.CreateId, _settings.Time.GetUtcNow());
    }

    /// <summary>
    /// Lets something happen. Completes only after it is on disk; an id that is known in the chat, of the same kind, is absorbed. Typing is told at once,
    /// to a connected and open session only, and kept nowhere.
    /// </summary>
    /// <exception cref="IOException">It could not be written; nothing of it is kept.</exception>
    public async Task ReceiveAsync(WhatsAppEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        cancellationToken.ThrowIfCancellationRequested();
        var files = Load();
        if (happened is TypingChanged or ConnectionChanged)
        {
            _session?.Tell(happened);
            return;
        }

        if (happened is GroupChanged { Change: GroupChange.Renamed, Text: { } name } renamed)
        {
            ChangePeople(people => people.With(renamed.Chat.Value, ProfileOf(people, renamed.Chat) with { Name = name }));
        }

        if (await files.Received.AppendAsync(happened))
        {
            _session?.Pulse();
        }
    }

    /// <summary>What has happened and was not taken over yet, oldest first: everything while the phone is disconnected.</summary>
    public IReadOnlyList<WhatsAppEvent> GetWaiting()
    {
        var received = Load().Received;
        using var reader = new ReceivedReader(received.File, received.Acknowledged);
        var waiting = new List<WhatsAppEvent>();
        while (reader.Read() is { Event: var happened })
        {
            waiting.Add(happened);
        }

        return waiting;
    }

    /// <summary>Connects or disconnects the phone; survives restarts. While disconnected, messages wait and sends are refused.</summary>
    /// <param name="state"><see cref="SessionState.Connected"/> or <see cref="SessionState.Disconnected"/>.</param>
    /// <param name="cancellationToken">Gives up before anything is done.</param>
    public Task SetConnectionAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (state is not (SessionState.Connected or SessionState.Disconnected))
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "A sandbox is connected or disconnected.");
        }

        return ChangeAsync(state, cancellationToken);
    }

    /// <summary>As if the phone's owner had removed the linked device.</summary>
    internal Task LogOutAsync(CancellationToken cancellationToken) => ChangeAsync(SessionState.LoggedOut, cancellationToken);

    internal SandboxSession Open()
    {
        lock (_lock)
        {
            if (_session is not null)
            {
                throw new InvalidOperationException("The session is already open.");
            }

            var session = new SandboxSession(this, Load());
            _session = session;
            session.Start();
            return session;
        }
    }

    internal void SessionClosed() => _session = null;

    internal async Task CloseAsync(bool delete)
    {
        PhoneFiles? files;
        lock (_lock)
        {
            if (_session is not null && delete)
            {
                throw new InvalidOperationException("The session is open.");
            }

            _closed = true;
            files = _files;
        }

        if (files is not null)
        {
            await files.DisposeAsync();
        }

        if (delete)
        {
            _folder.Delete();
        }
    }

    private Task ChangeAsync(SessionState state, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Load().Connection.Set(state))
            {
                _session?.Pulse();
            }
        }

        return Task.CompletedTask;
    }

    private PhoneFiles Load()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_files is null)
            {
                _files = PhoneFiles.Open(_folder, _settings);
                if (_files.Cut > 0)
                {
                    LogTornTail(_settings.Logger, _files.Cut);
                }
            }

            return _files;
        }
    }
}
