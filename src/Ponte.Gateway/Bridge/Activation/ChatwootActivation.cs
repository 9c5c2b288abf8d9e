using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Profile;
using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge.Realtime;
using Ponte.Gateway.Bridge.Webhooks;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Bridge.Activation;

/// <summary>
/// Activates Chatwoot for an instance, and takes it away again. Checks who the token is, creates the inbox, confirms the realtime connection, and
/// only then makes the integration active. Whatever fails half-way is undone; what was working before stays.
/// </summary>
internal sealed class ChatwootActivation(
    IntegrationStore integrations,
    InboxProvisioning inboxes,
    ChatwootClients clients,
    SecretBox secrets,
    WebhookRegistration webhooks,
    LaneStore lanes,
    LaneWaker waker,
    IGrainFactory grains,
    TimeProvider time)
{
    /// <summary>How long an activation may take (http-contract §4).</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>Activates, or replaces credentials and flags of what is active. One at a time per instance; a caller that goes away does not stop it half-way.</summary>
    public async Task<ActivationResult> SetAsync(Instance instance, ActivationRequest request)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        var turn = _turns.GetOrAdd(instance.Id, _ => new SemaphoreSlim(1));
        try
        {
            await turn.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return TimedOut(request);
        }

        try
        {
            return await SetInTurnAsync(instance, request, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return TimedOut(request);
        }
        catch (DbException exception)
        {
            // Reading, or cleaning up after a failure: where a failing write has a way back, it is taken closer by.
            return ActivationRefusal.NotPersisted(exception.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Ends the integration and keeps the inbox in Chatwoot. Rows for Chatwoot fail as <c>integration_removed</c> and stay for a replay; agents' replies
    /// that are stored already are still sent. False when there is none.
    /// </summary>
    public async Task<bool> RemoveAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (await integrations.FindActiveAsync(instance.Id, cancellationToken) is not { } integration)
        {
            return false;
        }

        // Best effort: what Chatwoot sends there later is refused.
        await webhooks.RemoveAsync(integration, cancellationToken);
        await integrations.DeleteAsync(integration.Id, cancellationToken);
        await ReleaseAsync(integration, cancellationToken);
        Reconfigure(instance.Id);
        return true;
    }

    // Who marks messages as read has changed. Not waited for: a session that cannot be told now is opened with it.
    private void Reconfigure(string instanceId) => grains.GetGrain<IInstanceGrain>(instanceId).ConfigureAsync().Ignore();

    private async Task<ActivationResult> SetInTurnAsync(Instance instance, ActivationRequest request, CancellationToken limit)
    {
        var client = clients.ForPeople(new ChatwootEndpoint(new Uri(request.BaseUrl), request.AccountId, request.ApiToken));
        var profile = await client.Profile.GetAsync(limit);
        if (!profile.IsSuccess)
        {
            return ActivationRefusal.From(request, profile.Error);
        }

        if (await CheckAccountAsync(client, request, profile.Value, limit) is { } refusal)
        {
            return refusal;
        }

        var existing = await integrations.FindActiveAsync(instance.Id, limit);
        if (existing is not null && existing.BaseUrl == request.BaseUrl && existing.AccountId == request.AccountId)
        {
            var inbox = await client.Inboxes.GetAsync(existing.InboxId, limit);
            if (inbox.IsSuccess)
            {
                return await UpdateAsync(existing, request, profile.Value, limit);
            }

            if (inbox.Error.Kind != ChatwootErrorKind.NotFound)
            {
                return ActivationRefusal.From(request, inbox.Error);
            }
        }

        return await CreateAsync(client, instance, existing, request, profile.Value, limit);
    }

    // An account that the profile does not list is not judged here: Chatwoot's own answer tells unknown from forbidden (http-contract §9).
    private static async Task<ApiError?> CheckAccountAsync(ChatwootClient client, ActivationRequest request, UserProfile profile, CancellationToken limit)
    {
        if (profile.Account(request.AccountId) is not { } account)
        {
            var listed = await client.Inboxes.ListAsync(limit);
            return listed.IsSuccess ? null : ActivationRefusal.From(request, listed.Error);
        }

        return account.IsSuspended ? ActivationRefusal.Suspended(request)
            : account.IsAdministrator ? null
            : ActivationRefusal.WrongRole(request, account.Role);
    }

    private async Task<ActivationResult> UpdateAsync(Integration existing, ActivationRequest request, UserProfile profile, CancellationToken limit)
    {
        var updated = existing with
        {
            UserId = profile.Id,
            SealedToken = secrets.Seal(request.ApiToken, existing.TokenContext),
            Flags = request.Flags,
            ErrorCode = "",
            LastError = "",
            UpdatedAt = time.GetUtcNow(),
        };
        if (await PersistAsync(() => integrations.ReplaceActiveAsync(updated, limit)) is { } failure)
        {
            return failure;
        }

        if (existing.AccountKey != updated.AccountKey)
        {
            await grains.GetGrain<IChatwootAccountGrain>(existing.AccountKey).RefreshAsync();
        }

        // A working integration does not fail for its cable; last_error tells.
        if (await grains.GetGrain<IChatwootAccountGrain>(updated.AccountKey).ConfirmAsync() is { } cause)
        {
            await integrations.ReportAsync(updated, IntegrationError.Realtime, $"realtime connection not confirmed: {cause}", limit);
        }

        Reconfigure(updated.InstanceId);
        waker.Wake(await lanes.HurryAsync(updated.InstanceId, Destination.Chatwoot, limit));
        return updated;
    }

    private async Task<ActivationResult> CreateAsync(
        ChatwootClient client, Instance instance, Integration? before, ActivationRequest request, UserProfile profile, CancellationToken limit)
    {
        var draft = Draft(instance, request, profile);
        if (await PersistAsync(() => integrations.SaveAsync(draft, limit)) is { } failure)
        {
            return failure;
        }

        var inbox = await inboxes.CreateAsync(client, draft, limit);
        if (!inbox.IsSuccess)
        {
            await inboxes.AbandonAsync(draft, inbox.Error);
            return ActivationRefusal.From(request, inbox.Error);
        }

        var created = draft with { InboxId = inbox.Value.Id, InboxName = inbox.Value.Name ?? request.InboxName };
        var error = await PersistAsync(() => integrations.SaveAsync(created, limit)) ?? await ConfirmAsync(created, request);
        var active = created with { State = IntegrationState.Active };
        error ??= await PersistAsync(() => ReplaceAsync(before, active, limit));
        if (error is not null)
        {
            await inboxes.RemoveAsync(client, created);
            await grains.GetGrain<IChatwootAccountGrain>(created.AccountKey).RefreshAsync();
            return error;
        }

        if (before is not null)
        {
            await ReleaseAsync(before, limit);
        }

        await grains.GetGrain<IChatwootAccountGrain>(active.AccountKey).RefreshAsync();
        Reconfigure(active.InstanceId);
        return active;
    }

    // Its webhook goes first: afterwards nothing knows of it any more. If the rest fails, the account's feed registers it again.
    private async Task ReplaceAsync(Integration? before, Integration active, CancellationToken limit)
    {
        if (before is not null)
        {
            await webhooks.RemoveAsync(before, limit);
        }

        await integrations.ReplaceActiveAsync(active, limit);
    }

    private Integration Draft(Instance instance, ActivationRequest request, UserProfile profile)
    {
        var id = "int_" + RandomNumberGenerator.GetString(IdAlphabet, 20);
        var now = time.GetUtcNow();
        return new Integration(
            id,
            instance.Id,
            IntegrationState.Activating,
            request.BaseUrl,
            request.AccountId,
            profile.Id,
            secrets.Seal(request.ApiToken, Integration.TokenContextOf(id)),
            InboxId: 0,
            request.InboxName,
            request.Flags,
            ErrorCode: "",
            LastError: "",
            CaughtUpTo: now,
            CreatedAt: now,
            UpdatedAt: now);
    }

    private async Task<ApiError?> ConfirmAsync(Integration integration, ActivationRequest request) =>
        await grains.GetGrain<IChatwootAccountGrain>(integration.AccountKey).ConfirmAsync() is { } cause
            ? ActivationRefusal.RealtimeNotConfirmed(request, cause)
            : null;

    // What waits for an inbox that is not served any more never goes to another one by itself.
    private async Task ReleaseAsync(Integration integration, CancellationToken cancellationToken)
    {
        await lanes.FailPendingAsync(integration.InstanceId, Destination.Chatwoot, IntegrationRemoved.Failure, cancellationToken);
        await lanes.FailPendingAsync(integration.InstanceId, Destination.ChatwootMedia, IntegrationRemoved.Failure, cancellationToken);
        await grains.GetGrain<IChatwootAccountGrain>(integration.AccountKey).RefreshAsync();
    }

    private static async Task<ApiError?> PersistAsync(Func<Task> persist)
    {
        try
        {
            await persist();
            return null;
        }
        catch (DbException exception)
        {
            return ActivationRefusal.NotPersisted(exception.Message);
        }
    }

    private static ApiError TimedOut(ActivationRequest request) => ActivationRefusal.From(
        request, new ChatwootError(ChatwootErrorKind.Timeout, $"timeout after {Limit.TotalSeconds:0}s", RequestFate.MayStillRun));
}
