using Ponte.Gateway.Instances.Connections;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Linking;

namespace Ponte.Gateway.Instances;

/// <summary>Linking, reconnecting, logging out, settings and deletion.</summary>
internal sealed partial class InstanceGrain
{
    // The engine answers within 55 s; whoever waits for the code is often behind a proxy that gives up after 60.
    private static readonly TimeSpan LinkLimit = TimeSpan.FromSeconds(57);

    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LeaveAfter = TimeSpan.FromMinutes(1);

    private IGrainTimer? _leaving;
    private CancellationTokenSource _links = new();
    private bool _unlinking;

    public async Task<LinkReply> LinkAsync(string? phoneDigits, int? historyDays)
    {
        if (_unlinking || (_session is null && Record.Current.Cause is null))
        {
            return new LinkReply(LinkOutcome.Interrupted);
        }

        if (_session is not { } session)
        {
            return LinkReply.Failed(Record.Current.Cause);
        }

        using var limit = new CancellationTokenSource(LinkLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _links.Token, lifetime.ApplicationStopping);
        try
        {
            return LinkReply.From(await session.LinkAsync(new LinkRequest(phoneDigits, historyDays), stop.Token).WaitAsync(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return limit.IsCancellationRequested ? LinkReply.Failed(session.Status.Cause ?? ConnectionCause.Unreachable) : new LinkReply(LinkOutcome.Interrupted);
        }
        catch (Exception exception)
        {
            LogCallFailed(exception, Id, nameof(session.LinkAsync));
            return ReferenceEquals(session, _session) ? LinkReply.Failed(session.Status.Cause) : new LinkReply(LinkOutcome.Interrupted);
        }
    }

    public async Task<ReconnectReply> ReconnectAsync()
    {
        await KeepAsync();
        if (_session is not { } session)
        {
            // Without a cause, nobody ever asked for a session.
            return Record.Current.Cause is { } cause ? new(ReconnectOutcome.Failed, cause) : new(ReconnectOutcome.NotLinked);
        }

        var linked = false;
        var asked = await TryAsync(nameof(session.ReconnectAsync), TurnLimit, async stop => linked = await session.ReconnectAsync(stop));
        return !asked ? new(ReconnectOutcome.Failed, session.Status.Cause ?? ConnectionCause.EngineStopped)
            : new(linked ? ReconnectOutcome.Started : ReconnectOutcome.NotLinked);
    }

    public async Task<bool> LogOutAsync()
    {
        await KeepAsync();
        return _session is { } session ? await UnlinkAsync(session) : Record.Current.Cause is null;
    }

    public async Task ConfigureAsync()
    {
        if (_session is { } session)
        {
            await TryAsync(nameof(session.ConfigureAsync), TurnLimit, async stop => await session.ConfigureAsync(await settings.ReadAsync(Id, stop), stop));
        }
    }

    public async Task DeleteAsync(string engine)
    {
        StopRenewing();
        if (_session is { } session)
        {
            await UnlinkAsync(session);
            await CloseAsync();
        }

        if (EngineOf(engine) is { } keeper)
        {
            await keeper.DeleteAsync(Id, CancellationToken.None);
        }

        await leases.ReleaseAsync(LeaseName, CancellationToken.None);
        metrics.Forget(Id);
        _leaving ??= this.RegisterGrainTimer(
            static (grain, _) => grain.LeaveAsync(), this, new GrainTimerCreationOptions(LeaveAfter, Timeout.InfiniteTimeSpan));
    }

    // Not in the deletion itself: calls in flight would be sent on to a new activation, and when several delete at once, once too often.
    private Task LeaveAsync()
    {
        _leaving = null;
        if (_session is null && _renewal is null)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    // Nobody waits for a code of a phone that is being unlinked, and nobody asks for one meanwhile.
    private async Task<bool> UnlinkAsync(IWhatsAppSession session)
    {
        _unlinking = true;
        try
        {
            var links = _links;
            _links = new CancellationTokenSource();
            await links.CancelAsync();
            links.Dispose();
            return await TryAsync(nameof(session.LogOutAsync), FarewellLimit, session.LogOutAsync);
        }
        finally
        {
            _unlinking = false;
            Observe(session);
        }
    }

    // Asks the session within a limit; an engine that fails or hangs is logged, and the caller goes on.
    private async Task<bool> TryAsync(string call, TimeSpan limit, Func<CancellationToken, Task> ask)
    {
        using var late = new CancellationTokenSource(limit, time);
        try
        {
            await ask(late.Token).WaitAsync(late.Token);
            return true;
        }
        catch (Exception exception)
        {
            LogCallFailed(exception, Id, call);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The session of instance {Instance} did not do what it was asked ({Call})")]
    private partial void LogCallFailed(Exception exception, string instance, string call);
}
