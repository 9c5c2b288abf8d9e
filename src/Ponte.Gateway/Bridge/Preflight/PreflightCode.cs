namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>The steps of a preflight, in their order.</summary>
internal static class PreflightCode
{
    /// <summary>Something answers at the address.</summary>
    public const string Reachable = "reachable";

    /// <summary>It is Chatwoot, of a version that will do.</summary>
    public const string Chatwoot = "chatwoot";

    /// <summary>Chatwoot knows the token.</summary>
    public const string Token = "token";

    /// <summary>The account is there, and the token's user belongs to it.</summary>
    public const string Account = "account";

    /// <summary>The token's user is an administrator of it.</summary>
    public const string Role = "role";

    /// <summary>The inbox is there; before an activation it is created.</summary>
    public const string Inbox = "inbox";

    /// <summary>Who sees the inbox.</summary>
    public const string Agents = "agents";

    /// <summary>The realtime connection is confirmed.</summary>
    public const string Realtime = "realtime";

    /// <summary>A test note goes in and is heard back.</summary>
    public const string RoundTrip = "round_trip";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Reachable, Chatwoot, Token, Account, Role, Inbox, Agents, Realtime, RoundTrip];
}
