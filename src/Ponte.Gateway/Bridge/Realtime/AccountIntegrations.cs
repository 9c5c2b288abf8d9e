using Ponte.Chatwoot;
using Ponte.Chatwoot.Realtime;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>The integrations that share one connection, and the token it uses: the newest of them that Chatwoot has not refused.</summary>
internal sealed class AccountIntegrations(AccountKey key, IntegrationStore store, IntegrationHealth health, ChatwootClients clients)
{
    private volatile IReadOnlyList<Integration> _all = [];

    /// <summary>The Chatwoot they belong to.</summary>
    public Uri BaseUrl { get; } = new(key.BaseUrl);

    /// <summary>All of them, also one that is being activated, as last read.</summary>
    public IReadOnlyList<Integration> All => _all;

    /// <summary>The active ones, without those that only a person can mend.</summary>
    public IEnumerable<Integration> Working =>
        _all.Where(integration => integration.State == IntegrationState.Active && !IntegrationError.NeedsPerson(integration.ErrorCode));

    /// <summary>The one that serves an inbox, null for an inbox that is not ours.</summary>
    public Integration? OfInbox(long? inboxId) => _all.FirstOrDefault(integration => integration.InboxId == inboxId && integration.State == IntegrationState.Active);

    public async Task ReadAsync(CancellationToken cancellationToken) =>
        _all = await store.ListByAccountAsync(key.BaseUrl, key.AccountId, key.UserId, cancellationToken);

    /// <summary>Tells each integration how the connection does; null when it is confirmed.</summary>
    public async Task ReportAsync(ChatwootError? error, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        foreach (var integration in _all.Where(candidate => !IntegrationError.NeedsPerson(candidate.ErrorCode)))
        {
            await health.ReportAsync(integration, error, cancellationToken);
        }
    }

    /// <summary>What to subscribe to, asked at every connect because the cable's own token rotates with the user's password.</summary>
    public async Task<ChatwootResult<RoomSubscription>> SubscriptionAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        var refusal = new ChatwootError(ChatwootErrorKind.InvalidToken, "no token is left that Chatwoot accepts", RequestFate.NotExecuted);
        foreach (var integration in _all.Where(candidate => candidate.ErrorCode != IntegrationError.Token))
        {
            var profile = await clients.ForPeople(clients.Endpoint(integration)).Profile.GetAsync(cancellationToken);
            if (profile.IsSuccess)
            {
                return RoomSubscription.FromProfile(profile.Value, key.AccountId);
            }

            if (profile.Error.Kind != ChatwootErrorKind.InvalidToken)
            {
                return profile.Select(_ => (RoomSubscription)null!);
            }

            refusal = profile.Error;
            await health.ReportAsync(integration, refusal, cancellationToken);
        }

        return ChatwootResult.Failure<RoomSubscription>(refusal);
    }
}
