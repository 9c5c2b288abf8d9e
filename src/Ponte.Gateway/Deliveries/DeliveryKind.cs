namespace Ponte.Gateway.Deliveries;

/// <summary>What a delivery is, as stored in <c>delivery.kind</c>.</summary>
internal static class DeliveryKind
{
    /// <summary>A message, either way.</summary>
    public const string Message = "message";

    /// <summary>What became of an agent's message: a tick or a failure, for Chatwoot.</summary>
    public const string Status = "status";

    /// <summary>A private note that tells an agent what could not be shown.</summary>
    public const string Note = "note";

    /// <summary>A chat's number became known, or two chats became one: the contact is brought into line.</summary>
    public const string Identity = "identity";
}
