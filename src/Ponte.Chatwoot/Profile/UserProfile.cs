using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Profile;

/// <summary>The token's user: <c>GET /api/v1/profile</c> (Chatwoot contract 2).</summary>
public sealed record UserProfile
{
    /// <summary>The user's id.</summary>
    public required long Id { get; init; }

    /// <summary>The user's name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Opens the user's realtime stream: a credential. It rotates with the password, so it is fetched anew at each connect.
    /// </summary>
    public string? PubsubToken { get; init; }

    /// <summary>The accounts the user belongs to, suspended ones included. Roles and ids are read here, not at the top level.</summary>
    [JsonConverter(typeof(LenientList<ProfileAccount>))]
    public required IReadOnlyList<ProfileAccount> Accounts { get; init; }

    /// <summary>The account with this id; null when the user is no member.</summary>
    public ProfileAccount? Account(long accountId) => Accounts.FirstOrDefault(account => account.Id == accountId);

    /// <summary>The id alone: the rest is personal or secret.</summary>
    public override string ToString() => $"user {Id}";
}

/// <summary>One account of a user.</summary>
public sealed record ProfileAccount
{
    /// <summary>The account's id.</summary>
    public required long Id { get; init; }

    /// <summary>The account's name.</summary>
    public string? Name { get; init; }

    /// <summary><c>administrator</c> or <c>agent</c> (Chatwoot contract 1.4).</summary>
    public string? Role { get; init; }

    /// <summary><c>active</c> or <c>suspended</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the user may create and delete inboxes here.</summary>
    [JsonIgnore]
    public bool IsAdministrator => Role == "administrator";

    /// <summary>Whether the account is suspended: REST calls answer 401 although the realtime subscription is confirmed.</summary>
    [JsonIgnore]
    public bool IsSuspended => Status == "suspended";
}
