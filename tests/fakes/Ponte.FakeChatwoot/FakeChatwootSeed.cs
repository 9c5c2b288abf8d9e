namespace Ponte.FakeChatwoot;

/// <summary>Well-known ids and tokens of the seeded world. The tokens have Chatwoot's shape (24 base58 characters) and are no secrets.</summary>
public static class FakeChatwootSeed
{
    /// <summary>The account to use.</summary>
    public const int AccountId = 2;

    /// <summary>An account that exists and that no seeded user belongs to.</summary>
    public const int ForeignAccountId = 3;

    /// <summary>A suspended account; the administrator is a member.</summary>
    public const int SuspendedAccountId = 4;

    /// <summary>The administrator's user id; member of no inbox.</summary>
    public const int AdminId = 3;

    /// <summary>The agent's user id.</summary>
    public const int AgentId = 4;

    /// <summary>A second agent's user id; member of no inbox.</summary>
    public const int Agent2Id = 5;

    /// <summary>Access token of the administrator.</summary>
    public const string AdminToken = "FakeAdminTokenFakeAdmin1";

    /// <summary>Access token of the agent.</summary>
    public const string AgentToken = "FakeAgentTokenFakeAgent1";

    /// <summary>Access token of the second agent.</summary>
    public const string Agent2Token = "FakeAgent2TokenFakeAgent";

    /// <summary>Access token of an agent bot of the account, connected to no inbox.</summary>
    public const string BotToken = "FakeBotTokenFakeBotToken";

    /// <summary>Realtime token of the administrator.</summary>
    public const string AdminPubsubToken = "FakeAdminPubsubToken1111";

    /// <summary>Realtime token of the agent.</summary>
    public const string AgentPubsubToken = "FakeAgentPubsubToken1111";

    /// <summary>Realtime token of the second agent.</summary>
    public const string Agent2PubsubToken = "FakeAgent2PubsubToken111";
}
