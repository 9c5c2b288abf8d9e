using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge;

/// <summary>The tie between an instance and an inbox of a Chatwoot account, as its row says.</summary>
/// <param name="Id">The public <c>bridge_integration_id</c>: <c>int_</c> and 20 lower-case letters or digits.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="State">An <see cref="IntegrationState"/>.</param>
/// <param name="BaseUrl">Chatwoot's address, without a trailing slash.</param>
/// <param name="AccountId">Chatwoot's account.</param>
/// <param name="UserId">The user whose token it is.</param>
/// <param name="SealedToken">The token, encrypted.</param>
/// <param name="InboxId">The inbox; 0 while it is being created.</param>
/// <param name="InboxName">The inbox's name.</param>
/// <param name="Flags">What the customer chose.</param>
/// <param name="ErrorCode">An <see cref="IntegrationError"/>, empty when healthy.</param>
/// <param name="LastError">One sentence a person can act on, empty when healthy.</param>
/// <param name="CaughtUpTo">When the last complete catch-up pass began.</param>
/// <param name="CreatedAt">When it was activated.</param>
/// <param name="UpdatedAt">When credentials or flags last changed.</param>
internal sealed record Integration(
    string Id,
    string InstanceId,
    string State,
    string BaseUrl,
    long AccountId,
    long UserId,
    string SealedToken,
    long InboxId,
    string InboxName,
    IntegrationFlags Flags,
    string ErrorCode,
    string LastError,
    DateTimeOffset CaughtUpTo,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The cable connection it shares with every integration of the same Chatwoot user.</summary>
    public string AccountKey => $"{BaseUrl}|{AccountId}|{UserId}";

    /// <summary>What associates the encrypted token with its row.</summary>
    public string TokenContext => TokenContextOf(Id);

    public static string TokenContextOf(string id) => $"chatwoot_integrations:{id}:token";

    /// <summary>Whether events of this chat are routed.</summary>
    public bool Routes(ChatId chat) => chat.Kind is ChatKind.Phone or ChatKind.Lid || (chat.Kind == ChatKind.Group && !Flags.IgnoreGroups);

    public override string ToString() => $"integration {Id}";
}
