using Ponte.Gateway.Events;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Instances;

/// <inheritdoc cref="IInstanceGrain"/>
[KeepAlive]
internal sealed partial class InstanceGrain(
    InstanceStore instances,
    LeaseStore leases,
    IEnumerable<IWhatsAppEngine> engines,
    SessionReader reader,
    ILogger<InstanceGrain> logger) : Grain, IInstanceGrain, IDisposable
{
    private static readonly TimeSpan RenewEvery = LeaseStore.Duration / 3;

    private readonly CancellationTokenSource _stopping = new();
    private IWhatsAppSession? _session;
    private Task _reading = Task.CompletedTask;
    private IGrainTimer? _renewal;

    private string Id => this.GetPrimaryKeyString();

    private string LeaseName => "instance/" + Id;

    public async Task StartAsync()
    {
        _renewal ??= this.RegisterGrainTimer(
            static (grain, _) => grain.KeepAsync(), this, new GrainTimerCreationOptions(RenewEvery, RenewEvery) { KeepAlive = true });
        await KeepAsync();
    }

    public Task<SessionState> GetStateAsync() => Task.FromResult(_session?.Status.State ?? SessionState.Disconnected);

    public async Task<SendAnswer> SendAsync(OutgoingMessage message) =>
        SendAnswer.From(_session is { } session ? await session.SendAsync(message, _stopping.Token) : new SendResult.NotConnected());

    public async Task DeleteAsync()
    {
        _renewal?.Dispose();
        _renewal = null;
        await CloseAsync();
        if (await instances.FindByIdAsync(Id, CancellationToken.None) is { } instance && EngineOf(instance) is { } engine)
        {
            await engine.DeleteAsync(Id, CancellationToken.None);
        }

        await leases.ReleaseAsync(LeaseName, CancellationToken.None);
        DeactivateOnIdle();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_session is not null)
        {
            await CloseAsync();
            await leases.ReleaseAsync(LeaseName, cancellationToken);
        }
    }

    public void Dispose() => _stopping.Dispose();

    // Renews the lease and opens or closes the session to fit; repeated for as long as the grain lives.
    private async Task KeepAsync()
    {
        try
        {
            if (await leases.TakeAsync(LeaseName, CancellationToken.None) is null)
            {
                LogHeldElsewhere(Id);
                await CloseAsync();
            }
            else if (_session is null)
            {
                await OpenAsync();
            }
        }
        catch (Exception exception)
        {
            LogStartFailed(exception, Id);
        }
    }

    private async Task OpenAsync()
    {
        if (await instances.FindByIdAsync(Id, CancellationToken.None) is not { } instance || EngineOf(instance) is not { } engine)
        {
            return;
        }

        var session = await engine.OpenAsync(Id, new SessionSettings(), CancellationToken.None);
        _session = session;

        // The reader leaves the grain's turn: events must not queue behind calls. It ends with the session.
        _reading = Task.Run(() => ReadAsync(session), CancellationToken.None);
    }

    private async Task ReadAsync(IWhatsAppSession session)
    {
        try
        {
            await reader.ReadAsync(Id, session, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task CloseAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        _session = null;
        await session.DisposeAsync();
        await _reading;
    }

    private IWhatsAppEngine? EngineOf(Instance instance) => engines.FirstOrDefault(engine => engine.Name == instance.Engine);

    [LoggerMessage(LogLevel.Warning, "Instance {Instance} is held by another node; it is taken over when that node's lease ends")]
    private partial void LogHeldElsewhere(string instance);

    [LoggerMessage(LogLevel.Error, "Instance {Instance} could not be started; it is tried again shortly")]
    private partial void LogStartFailed(Exception exception, string instance);
}
