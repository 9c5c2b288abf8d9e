using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Cable;
using Ponte.FakeChatwoot.Control;
using Ponte.FakeChatwoot.Faults;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot;

/// <summary>What a test may do to the double and read from it; the same as the HTTP control API under <c>/_fake</c>.</summary>
public sealed class FakeChatwootControl
{
    private readonly ChatwootWorld _world;
    private readonly CableHub _cable;
    private readonly FaultBook _faults;
    private readonly FakeRandom _random;
    private readonly RequestLog _requests;
    private readonly Throttles _throttles;

    internal FakeChatwootControl(ChatwootWorld world, CableHub cable, FaultBook faults, FakeRandom random, RequestLog requests, Throttles throttles)
    {
        (_world, _cable, _faults, _random, _requests, _throttles) = (world, cable, faults, random, requests, throttles);
    }

    /// <summary>Switches in force.</summary>
    public FakeSettings Settings
    {
        get => _world.Settings;
        set => _world.Settings = value with { Initial = _world.Settings.Initial };
    }

    /// <summary>Open cable sockets.</summary>
    public int CableConnections => _cable.ConnectionCount;

    /// <summary>Confirmed cable subscriptions.</summary>
    public int CableSubscriptions => _cable.SubscriptionCount;

    /// <summary>Exact number of requests by method and route template, for example <c>POST /api/v1/accounts/{account}/contacts</c>.</summary>
    public IReadOnlyDictionary<string, int> RequestTotals => _requests.Totals;

    /// <summary>The newest requests, at most 5,000.</summary>
    public IReadOnlyCollection<LoggedRequest> Requests => _requests.Newest;

    /// <summary>Rules in force and how often they hit.</summary>
    public IReadOnlyList<FaultReport> Faults => _faults.Report();

    /// <summary>Back to the seeded world: no inboxes, no faults, settings of the start; sockets are dropped.</summary>
    public void Reset()
    {
        _faults.Clear();
        _requests.Clear();
        _throttles.Clear();
        _cable.DropAll();
        (_cable.RefusesConnections, _cable.ConfirmationsMuted, _cable.EventsMuted) = (false, false, false);
        Locked(_world.Reset);
    }

    /// <summary>Forgets the requests counted so far.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <summary>Adds a fault rule.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The kind or the pattern is wrong.</exception>
    public string AddFault(FaultRule rule) => _faults.Add(rule);

    /// <summary>Removes a rule; what it holds goes.</summary>
    public bool RemoveFault(string id) => _faults.Remove(id);

    /// <summary>Removes all rules.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Lets the answers go that a rule holds.</summary>
    public bool ReleaseFault(string id) => _faults.Release(id);

    /// <summary>Restarts the chance behind delays and fault probabilities.</summary>
    public void Seed(int seed) => _random.Seed(seed);

    /// <summary>
    /// drop (end all sockets now), refuse / accept (503 for new ones), mute_confirmations / unmute_confirmations, mute_events / unmute_events (events are lost).
    /// </summary>
    /// <exception cref="ArgumentException">The action is unknown.</exception>
    public void Cable(string action)
    {
        switch (action)
        {
            case "drop":
                _cable.DropAll();
                break;
            case "refuse" or "accept":
                _cable.RefusesConnections = action == "refuse";
                break;
            case "mute_confirmations" or "unmute_confirmations":
                _cable.ConfirmationsMuted = action == "mute_confirmations";
                break;
            case "mute_events" or "unmute_events":
                _cable.EventsMuted = action == "mute_events";
                break;
            default:
                throw new ArgumentException($"action '{action}' is unknown.");
        }
    }

    /// <summary>Suspends an account or takes the suspension back (contract 1.2).</summary>
    public bool SetSuspended(int accountId, bool suspended) => Locked(() =>
    {
        var known = _world.Accounts.TryGetValue(accountId, out var account);
        account?.Suspended = suspended;
        return known;
    });

    /// <summary>Changes a user's role in an account ("administrator" or "agent"); null removes the user from it.</summary>
    public bool SetRole(int userId, string? role, int accountId = FakeChatwootSeed.AccountId) => Locked(() =>
    {
        if (!_world.Users.ContainsKey(userId) || !_world.Accounts.TryGetValue(accountId, out var account))
        {
            return false;
        }

        account.Roles.Remove(userId);
        if (role is not null)
        {
            account.Roles[userId] = role;
        }

        return true;
    });

    /// <summary>Gives a user another access token, which ends the old one.</summary>
    /// <returns>The token now valid, or null when there is no such user.</returns>
    public string? RotateToken(int userId, string? token = null) => Locked(() => ControlChanges.RotateToken(_world, userId, token));

    /// <summary>Gives a user another pubsub_token, as a password change does (contract 2).</summary>
    public string? RotatePubsubToken(int userId) => Locked(() => ControlChanges.RotatePubsubToken(_world, userId));

    /// <summary>Makes a user online (for 20 s) or offline at once; an online member of an inbox gets its new conversations assigned (contract 5.5).</summary>
    public void SetPresence(int userId, bool online, int accountId = FakeChatwootSeed.AccountId) => Locked(() =>
    {
        var seen = _world.Accounts[accountId].UsersSeenAt;
        seen.Remove(userId);
        if (online)
        {
            seen[userId] = _world.Now;
        }
    });

    /// <summary>Stored messages in the order of their creation; <paramref name="after"/> is a message id.</summary>
    public IReadOnlyList<StoredMessage> Messages(int? inboxId = null, long after = 0, int limit = int.MaxValue) =>
        Locked(() => ControlViews.Messages(_world, inboxId, after, limit));

    /// <summary>All conversations of all accounts, in Chatwoot's REST shape.</summary>
    public JsonArray Conversations() => Read(ControlViews.Conversations);

    /// <summary>All contacts of all accounts, in Chatwoot's REST shape.</summary>
    public JsonArray Contacts() => Read(ControlViews.Contacts);

    /// <summary>All inboxes of all accounts, in Chatwoot's REST shape as an administrator sees it, with <c>account_id</c> and <c>member_ids</c>.</summary>
    public JsonArray Inboxes() => Read(ControlViews.Inboxes);

    // Parsed anew, so that numbers read back in any type.
    private JsonArray Read(Func<ChatwootWorld, JsonArray> view) => JsonNode.Parse(Locked(() => view(_world)).ToJsonString())!.AsArray();

    private T Locked<T>(Func<T> work)
    {
        lock (_world.Gate)
        {
            return work();
        }
    }

    private void Locked(Action work)
    {
        lock (_world.Gate)
        {
            work();
        }
    }
}
