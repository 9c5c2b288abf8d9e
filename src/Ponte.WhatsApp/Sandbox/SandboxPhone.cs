using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

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
    private volatile Action? _pulseSession;
    private bool _closed;

    internal SandboxPhone(SandboxFolder folder, SandboxSettings settings)
    {
        _folder = folder;
        _settings = settings;
    }

    /// <summary>Gives the phone a message. Completes only after it is on disk; a known id in the same chat is absorbed.</summary>
    /// <returns>The message's id: the given one, or a new one.</returns>
    /// <exception cref="ArgumentException">The message has <see cref="SandboxMessage.Problems"/>.</exception>
    /// <exception cref="IOException">It could not be written; nothing of it is kept.</exception>
    public async Task<MessageId> ReceiveAsync(SandboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(message));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var files = Load();
        var sender = SandboxMessage.PersonOf(message.From)!.Value;
        var alias = SandboxMessage.PersonOf(message.Alias);
        var received = new MessageReceived(
            message.Chat is null ? sender.Chat : ChatId.Parse(message.Chat),
            message.Id is null ? _settings.CreateId() : MessageId.Parse(message.Id),
            sender,
            FromMe: false,
            message.Timestamp is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : _settings.Time.GetUtcNow(),
            new IncomingText(message.Text))
        {
            SenderName = message.Name,
            ChatAlias = message.Chat is null ? alias?.Chat : null,
            SenderAlias = alias,
        };
        if (await files.Received.AppendAsync(received))
        {
            _pulseSession?.Invoke();
        }

        return received.Id;
    }

    /// <summary>Everything the phone was given to send, in sending order.</summary>
    public Task<IReadOnlyList<SandboxSent>> GetSentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (reader, end) = Load().Sent.OpenReader();
        using var _ = reader;
        var sent = new List<SandboxSent>();
        while (reader.TryReadLine(end.Length, out var line))
        {
            if (SentLine.Read(line) is { } message)
            {
                sent.Add(message);
            }
        }

        return Task.FromResult<IReadOnlyList<SandboxSent>>(sent);
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
            if (_pulseSession is not null)
            {
                throw new InvalidOperationException("The session is already open.");
            }

            var session = new SandboxSession(this, Load());
            _pulseSession = session.Pulse;
            session.Start();
            return session;
        }
    }

    internal void SessionClosed() => _pulseSession = null;

    internal async Task<SendResult> SendAsync(PhoneFiles files, OutgoingMessage message)
    {
        var at = _settings.Time.GetUtcNow();
        var line = new SentLine(message.Id.Value, message.Chat.Value, message.Content is OutgoingText text ? text.Text : "", at);
        try
        {
            await files.Sent.AppendAsync(JsonSerializer.SerializeToUtf8Bytes(line, SandboxJson.Lines.SentLine));
            return new SendResult.Accepted(at);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            LogSendNotWritten(_settings.Logger, e);
            return new SendResult.Uncertain("The sandbox could not write the message to disk.");
        }
    }

    internal async Task CloseAsync(bool delete)
    {
        PhoneFiles? files;
        lock (_lock)
        {
            if (_pulseSession is not null && delete)
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
                _pulseSession?.Invoke();
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
                _files = PhoneFiles.Open(_folder, _settings.CompactAt);
                if (_files.Cut > 0)
                {
                    LogTornTail(_settings.Logger, _files.Cut);
                }
            }

            return _files;
        }
    }
}
