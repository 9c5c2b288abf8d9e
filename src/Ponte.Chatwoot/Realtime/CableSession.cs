using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Realtime;

/// <summary>One socket from opening to its end: everything that must not outlive it. Made anew for each attempt.</summary>
internal sealed class CableSession : IDisposable
{
    private const int FrameLimit = 16 * 1024 * 1024;
    private const int PartLimit = 64 * 1024;

    private readonly CableOptions _options;
    private readonly RoomSubscription _room;
    private readonly TimeProvider _time;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ended;
    private readonly ArrayBufferWriter<byte> _frame = new(8192);
    private readonly ITimer _tick;
    private readonly long _begun;
    private long _heard;
    private volatile bool _open;
    private volatile bool _confirmed;
    private SessionEnd? _end;

    public CableSession(CableOptions options, RoomSubscription room, TimeProvider time, CancellationToken cancellationToken)
    {
        _options = options;
        _room = room;
        _time = time;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _begun = time.GetTimestamp();
        _tick = time.CreateTimer(_ => Watch(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _socket.Options.AddSubProtocol("actioncable-v1-json");
        _socket.Options.AddSubProtocol("actioncable-unsupported");
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        _socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>Opens the socket, subscribes and waits for the confirmation.</summary>
    /// <returns>Null when confirmed.</returns>
    /// <exception cref="OperationCanceledException">The token given at construction was cancelled.</exception>
    public async Task<SessionEnd?> OpenAsync(HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        if (!await ConnectAsync(invoker, cancellationToken))
        {
            return _end;
        }

        while (await NextAsync(cancellationToken) is { } frame)
        {
            switch (frame)
            {
                case WelcomeFrame:
                    await SubscribeAsync(cancellationToken);
                    break;
                case ConfirmedFrame confirmed when confirmed.Identifier == _room.Identifier:
                    _confirmed = true;
                    return null;
                case RejectedFrame rejected when rejected.Identifier == _room.Identifier:
                    return End(SessionEnd.Rejected());
                case DisconnectFrame goodbye:
                    return End(SessionEnd.Goodbye(goodbye));
            }
        }

        return _end;
    }

    /// <summary>Hands on events until the socket ends.</summary>
    /// <param name="accept">Takes an event without waiting; false ends the session, because a dropped event is a gap.</param>
    /// <param name="cancellationToken">The token given at construction.</param>
    public async Task<SessionEnd> ReceiveAsync(Func<CableEvent, bool> accept, CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } frame)
        {
            switch (frame)
            {
                case BroadcastFrame broadcast when broadcast.Identifier == _room.Identifier:
                    if (CableEventReader.Read(broadcast.Message, _room.AccountId) is { } cableEvent && !accept(cableEvent))
                    {
                        return End(SessionEnd.TooSlow());
                    }

                    break;
                case DisconnectFrame goodbye:
                    return End(SessionEnd.Goodbye(goodbye));
            }
        }

        return _end!;
    }

    public void Dispose()
    {
        _tick.Dispose();
        _socket.Dispose();
        _ended.Dispose();
    }

    private async Task<bool> ConnectAsync(HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.ConnectAsync(_options.SocketUri, invoker, _ended.Token);
            Interlocked.Exchange(ref _heard, _time.GetTimestamp());
            _open = true;
            return true;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            End(SessionEnd.NotOpened(exception, (int)_socket.HttpStatusCode));
            return false;
        }
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        var command = JsonSerializer.SerializeToUtf8Bytes(new CableCommand("subscribe", _room.Identifier), ChatwootJson.Default.CableCommand);
        try
        {
            await _socket.SendAsync(command, WebSocketMessageType.Text, endOfMessage: true, _ended.Token);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            // The read that follows meets the same end.
            cancellationToken.ThrowIfCancellationRequested();
            End(SessionEnd.Lost(exception));
        }
    }

    // The next frame; null when the session has ended, and then _end says why.
    private async Task<CableFrame?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync() ? CableFrame.Parse(_frame.WrittenMemory) : null;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            End(SessionEnd.Lost(exception));
            return null;
        }
    }

    private async Task<bool> ReadAsync()
    {
        _frame.ResetWrittenCount();
        while (true)
        {
            // In small parts, so that a large frame on a slow line counts as heard while it comes in.
            var room = _frame.GetMemory(4096);
            var part = await _socket.ReceiveAsync(room[..Math.Min(room.Length, PartLimit)], _ended.Token);
            Interlocked.Exchange(ref _heard, _time.GetTimestamp());
            if (part.MessageType == WebSocketMessageType.Close)
            {
                End(SessionEnd.Closed(_socket.CloseStatus));
                return false;
            }

            _frame.Advance(part.Count);
            if (_frame.WrittenCount > FrameLimit)
            {
                End(SessionEnd.FrameTooLarge());
                return false;
            }

            if (part.EndOfMessage)
            {
                return true;
            }
        }
    }

    // One tick for every duty: opening, confirmation, silence.
    private void Watch()
    {
        if (!_confirmed && _time.GetElapsedTime(_begun) >= _options.ConfirmTimeout)
        {
            End(_open ? SessionEnd.NotConfirmed(_options.ConfirmTimeout) : SessionEnd.ConnectTimeout(_options.ConfirmTimeout));
        }
        else if (_open && _time.GetElapsedTime(Interlocked.Read(ref _heard)) >= _options.DeadLinkTimeout)
        {
            End(SessionEnd.DeadLink(_options.DeadLinkTimeout));
        }
    }

    // The first end counts; what follows from it is noise.
    private SessionEnd End(SessionEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is null)
        {
            try
            {
                _ended.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The last tick of a session that is already over.
            }
        }

        return _end;
    }

    private static bool IsExpected(Exception exception) =>
        exception is OperationCanceledException or WebSocketException || TransportClassifier.IsExpected(exception);
}
