using System.Threading.Channels;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// A session in an engine process. It outlives the process: when that ends, the session is opened again in the next one and goes on behind
/// what was acknowledged.
/// </summary>
internal sealed partial class BaileysSession : IWhatsAppSession
{
    private readonly SessionEvents _events = new();
    private readonly BaileysContext _context;
    private readonly SessionAttachment? _attachment;
    private readonly Func<BaileysSession, ValueTask> _closed;
    private bool _disposed;

    /// <param name="id">The instance's id.</param>
    /// <param name="settings">What its owner chose.</param>
    /// <param name="process">Where it runs; null when this server cannot run an engine.</param>
    /// <param name="context">What all sessions share.</param>
    /// <param name="closed">Told when it was disposed of.</param>
    public BaileysSession(string id, SessionSettings settings, EngineProcess? process, BaileysContext context, Func<BaileysSession, ValueTask> closed)
    {
        Id = id;
        Process = process;
        _context = context;
        _closed = closed;
        if (process is null)
        {
            _events.Set(new SessionStatus(SessionState.Disconnected, ConnectionCause.EngineMissing));
        }
        else
        {
            _attachment = new SessionAttachment(id, settings, process, _events, context);
            _attachment.Start();
        }
    }

    public string Id { get; }

    public EngineProcess? Process { get; }

    public SessionStatus Status => _events.Status;

    public ChannelReader<JournaledEvent> Events => _events.Reader;

    private ConnectionCause Unavailable => _attachment is null ? ConnectionCause.EngineMissing : ConnectionCause.EngineStopped;

    public Task AcknowledgeAsync(long position, CancellationToken cancellationToken) =>
        _attachment?.AcknowledgeAsync(position).WaitAsync(cancellationToken) ?? Task.CompletedTask;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_attachment?.Current is not { } run)
        {
            return new SendResult.NotConnected();
        }

        try
        {
            return await run.Rpc.SendAsync(Id, message, cancellationToken);
        }
        catch (EngineRpcException e)
        {
            LogTrouble(_context.Logger, Id, e.Message);
            return new SendResult.Uncertain("The WhatsApp engine gave no answer while the message was being sent.");
        }
    }

    public async Task<LinkAnswer> LinkAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await AskAsync(run => run.Rpc.LinkAsync(Id, request, cancellationToken), cancellationToken);
        }
        catch (EngineUnavailableException e)
        {
            return new LinkAnswer.Failed(e.Cause);
        }
    }

    /// <exception cref="EngineUnavailableException">The engine is not there.</exception>
    public Task<bool> ReconnectAsync(CancellationToken cancellationToken) =>
        AskAsync(run => run.Rpc.ReconnectAsync(Id, cancellationToken), cancellationToken);

    /// <exception cref="EngineUnavailableException">The engine is not there; the phone stays linked.</exception>
    public Task LogOutAsync(CancellationToken cancellationToken) => AskAsync(
        async run =>
        {
            await run.Rpc.LogOutAsync(Id, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task ConfigureAsync(SessionSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _attachment?.ConfigureAsync(settings).WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        if (_attachment is not null)
        {
            await _attachment.DisposeAsync();
        }

        _events.Complete();
        await _closed(this);
    }

    private async Task<T> AskAsync<T>(Func<EngineRun, Task<T>> ask, CancellationToken cancellationToken)
    {
        var run = _attachment is null ? null : await _attachment.OpenedAsync(cancellationToken);
        try
        {
            return run is null ? throw new EngineUnavailableException(Unavailable) : await ask(run);
        }
        catch (EngineRpcException e)
        {
            LogTrouble(_context.Logger, Id, e.Message);
            throw new EngineUnavailableException(Unavailable);
        }
    }
}
