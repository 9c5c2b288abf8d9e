using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;
using Ponte.Chatwoot.Profile;

namespace Ponte.Chatwoot.Realtime;

/// <summary>
/// What to subscribe to: one user's stream of one account. The identifier text is built once, because the server echoes it byte for byte and
/// sends every event once per distinct text (Chatwoot contract 9.1).
/// </summary>
public sealed class RoomSubscription
{
    /// <summary>Creates a subscription.</summary>
    /// <param name="pubsubToken">The user's <c>pubsub_token</c>: a credential.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="userId">The user.</param>
    public RoomSubscription(string pubsubToken, long accountId, long userId)
    {
        AccountId = accountId;
        UserId = userId;
        Identifier = JsonSerializer.Serialize(new RoomIdentifier("RoomChannel", pubsubToken, accountId, userId), ChatwootJson.Default.RoomIdentifier);
    }

    /// <summary>The account whose events are wanted.</summary>
    public long AccountId { get; }

    /// <summary>The user whose stream it is.</summary>
    public long UserId { get; }

    /// <summary>The identifier as sent; holds the credential.</summary>
    internal string Identifier { get; }

    /// <summary>The subscription of a user just read from <see cref="ProfileApi.GetAsync"/>.</summary>
    /// <returns>The subscription; <see cref="ChatwootErrorKind.NotChatwoot"/> when the profile has no <c>pubsub_token</c>.</returns>
    public static ChatwootResult<RoomSubscription> FromProfile(UserProfile profile, long accountId)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.PubsubToken is { Length: > 0 } token
            ? new(new RoomSubscription(token, accountId, profile.Id))
            : new(new ChatwootError(ChatwootErrorKind.NotChatwoot, "the profile has no realtime token", RequestFate.NotExecuted));
    }

    /// <summary>Account and user, without the token.</summary>
    public override string ToString() => $"room of user {UserId} in account {AccountId}";
}

internal sealed record RoomIdentifier(
    [property: JsonPropertyOrder(1)] string Channel,
    [property: JsonPropertyOrder(2)] string PubsubToken,
    [property: JsonPropertyOrder(3)] long AccountId,
    [property: JsonPropertyOrder(4)] long UserId)
{
    public override string ToString() => Channel;
}

internal sealed record CableCommand(string Command, string Identifier)
{
    public override string ToString() => Command;
}
