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

    /// <summary>A message was changed by its writer.</summary>
    public const string Edit = "edit";

    /// <summary>A message was deleted for everyone, or a placeholder is not needed any more.</summary>
    public const string Delete = "delete";

    /// <summary>A reaction was set, changed or removed.</summary>
    public const string Reaction = "reaction";

    /// <summary>A vote in a poll.</summary>
    public const string Vote = "vote";

    /// <summary>A call that nobody took.</summary>
    public const string Call = "call";

    /// <summary>A group, or who is in it, changed.</summary>
    public const string Group = "group";

    /// <summary>Messages were read on the phone.</summary>
    public const string Read = "read";

    /// <summary>The file of a message: of one that was shown by a placeholder, or for a bucket.</summary>
    public const string Media = "media";

    /// <summary>Name or picture of a contact.</summary>
    public const string Profile = "profile";

    /// <summary>A chat's number became known, or two chats became one: the contact is brought into line.</summary>
    public const string Identity = "identity";

    /// <summary>An event for a webhook.</summary>
    public const string Event = "event";
}
