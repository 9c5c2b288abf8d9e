using Ponte.Gateway.Events;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Media;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances;

/// <inheritdoc cref="IInstanceGrain"/>
[KeepAlive]
internal sealed partial class InstanceGrain(
    InstanceStore instances,
    LeaseStore leases,
    SessionSettingsSource settings,
    IEnumerable<IWhatsAppEngine> engines,
    SessionReader reader,
    OutgoingFolder outgoing,
    SessionMetrics metrics,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<InstanceGrain> logger) : Grain, IInstanceGrain, IDisposable
{
    private static readonly TimeSpan RenewEvery = LeaseStore.Duration / 3;

    // A turn longer than this would let the lease run out, which is renewed between turns.
    private static readonly TimeSpan TurnLimit = LeaseStore.Duration / 2;

    private readonly CancellationTokenSource _stopping = new();
    private ConnectionRecord? _record;
    private IWhatsAppSession? _session;
    private Task _reading = Task.CompletedTask;
    private IGrainTimer? _renewal;

    private string Id => this.GetPrimaryKeyString();

    private string LeaseName => "instance/" + Id;

    private ConnectionRecord Record => _record ??= new ConnectionRecord(Id, metrics, time, logger);

    public async Task StartAsync()
    {
        _renewal ??= this.RegisterGrainTimer(
            static (grain, _) => grain.KeepAsync(), this, new GrainTimerCreationOptions(RenewEvery, RenewEvery) { KeepAlive = true });
        await KeepAsync();
    }

    public Task<SessionState> GetStateAsync() => Task.FromResult(_session?.Status.State ?? SessionState.Disconnected);

    public Task<InstanceConnection> GetConnectionAsync() =>
        Task.FromResult(_session is { } session ? Record.Observe(session.Status) : Record.Current);

    public async Task<SendAnswer> SendAsync(OutgoingMessage message) =>
        SendAnswer.From(_session is { } session ? await session.SendAsync(message, _stopping.Token) : new SendResult.NotConnected());

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_session is not null)
        {
            await CloseAsync();
            await leases.ReleaseAsync(LeaseName, cancellationToken);
        }

        metrics.Forget(Id);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _links.Dispose();
    }

    // Renews the lease and opens or closes the session to fit; repeated for as long as there is a session to hold.
    private async Task KeepAsync()
    {
        try
        {
            var instance = _session is null ? await instances.FindByIdAsync(Id, CancellationToken.None) : null;
            if (_session is null && instance is not { SessionWanted: true })
            {
                StopRenewing();
            }
            else if (await leases.TakeAsync(LeaseName, CancellationToken.None) is null)
            {
                LogHeldElsewhere(Id);
                await CloseAsync();
                Record.Observe(new SessionStatus(SessionState.Disconnected, ConnectionCause.EngineStopped));
            }
            else if (instance is not null)
            {
                await OpenAsync(instance);
            }
        }
        catch (Exception exception)
        {
            LogStartFailed(exception, Id);
            Record.Observe(_session?.Status ?? new SessionStatus(SessionState.Disconnected, ConnectionCause.EngineStopped));
        }
    }

    private async Task OpenAsync(Instance instance)
    {
        if (EngineOf(instance.Engine) is not { } engine)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TurnLimit, time);
        var session = await engine.OpenAsync(Id, await settings.ReadAsync(Id, limit.Token), limit.Token);
        _session = session;
        Record.Observe(session.Status);

        // The reader leaves the grain's turn: events must not queue behind calls. It ends with the session.
        _reading = Task.Run(() => ReadAsync(session), CancellationToken.None);
    }

    private async Task ReadAsync(IWhatsAppSession session)
    {
        try
        {
            await reader.ReadAsync(Id, session, () => Observe(session), _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    // Called outside the grain's turns as well, and then perhaps late.
    private void Observe(IWhatsAppSession session)
    {
        if (ReferenceEquals(session, _session))
        {
            Record.Observe(session.Status);
        }
    }

    private async Task CloseAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        _session = null;
        Record.Observe(new SessionStatus(SessionState.Disconnected));
        await session.DisposeAsync();
        await _reading;
    }

    private void StopRenewing()
    {
        _renewal?.Dispose();
        _renewal = null;
    }

    private IWhatsAppEngine? EngineOf(string name) => engines.FirstOrDefault(engine => engine.Name == name);

    [LoggerMessage(LogLevel.Warning, "Instance {Instance} is held by another node; it is taken over when that node's lease ends")]
    private partial void LogHeldElsewhere(string instance);

    [LoggerMessage(LogLevel.Error, "Instance {Instance} could not be started; it is tried again shortly")]
    private partial void LogStartFailed(Exception exception, string instance);
}
