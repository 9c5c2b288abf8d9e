namespace Ponte.Gateway.Bridge;

// What Dapper reads: column names without underscores.
internal sealed class IntegrationRow
{
    public const string Columns =
        """
        bridge_integration_id, instance_id, state, chatwoot_base_url, chatwoot_account_id, chatwoot_user_id, token_encrypted,
        chatwoot_inbox_id, chatwoot_inbox_name, sign_messages, ignore_groups, start_as_pending, reopen_resolved, error_code, last_error,
        caught_up_to, created_at, updated_at
        """;

    public string BridgeIntegrationId { get; init; } = "";

    public string InstanceId { get; init; } = "";

    public string State { get; init; } = "";

    public string ChatwootBaseUrl { get; init; } = "";

    public long ChatwootAccountId { get; init; }

    public long ChatwootUserId { get; init; }

    public string TokenEncrypted { get; init; } = "";

    public long ChatwootInboxId { get; init; }

    public string ChatwootInboxName { get; init; } = "";

    public long SignMessages { get; init; }

    public long IgnoreGroups { get; init; }

    public long StartAsPending { get; init; }

    public long ReopenResolved { get; init; }

    public string ErrorCode { get; init; } = "";

    public string LastError { get; init; } = "";

    public long CaughtUpTo { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public static IntegrationRow From(Integration integration) => new()
    {
        BridgeIntegrationId = integration.Id,
        InstanceId = integration.InstanceId,
        State = integration.State,
        ChatwootBaseUrl = integration.BaseUrl,
        ChatwootAccountId = integration.AccountId,
        ChatwootUserId = integration.UserId,
        TokenEncrypted = integration.SealedToken,
        ChatwootInboxId = integration.InboxId,
        ChatwootInboxName = integration.InboxName,
        SignMessages = integration.Flags.SignMessages ? 1 : 0,
        IgnoreGroups = integration.Flags.IgnoreGroups ? 1 : 0,
        StartAsPending = integration.Flags.StartAsPending ? 1 : 0,
        ReopenResolved = integration.Flags.ReopenResolved ? 1 : 0,
        ErrorCode = integration.ErrorCode,
        LastError = integration.LastError,
        CaughtUpTo = integration.CaughtUpTo.ToUnixTimeMilliseconds(),
        CreatedAt = integration.CreatedAt.ToUnixTimeMilliseconds(),
        UpdatedAt = integration.UpdatedAt.ToUnixTimeMilliseconds(),
    };

    public Integration ToIntegration() => new(
        BridgeIntegrationId,
        InstanceId,
        State,
        ChatwootBaseUrl,
        ChatwootAccountId,
        ChatwootUserId,
        TokenEncrypted,
        ChatwootInboxId,
        ChatwootInboxName,
        new IntegrationFlags(SignMessages != 0, IgnoreGroups != 0, StartAsPending != 0, ReopenResolved != 0),
        ErrorCode,
        LastError,
        DateTimeOffset.FromUnixTimeMilliseconds(CaughtUpTo),
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));
}
