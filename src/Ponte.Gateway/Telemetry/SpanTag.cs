namespace Ponte.Gateway.Telemetry;

/// <summary>What spans say. Ids of ours, of messages and of conversations; never a text, an address, a phone number or a token.</summary>
internal static class SpanTag
{
    /// <summary>The instance's id.</summary>
    public const string Instance = "ponte.instance";

    /// <summary>Our id of the chat.</summary>
    public const string Chat = "ponte.chat";

    /// <summary>The id of the delivery.</summary>
    public const string Delivery = "ponte.delivery";

    /// <summary>Where it goes.</summary>
    public const string Destination = "ponte.destination";

    /// <summary>The kind of the delivery, or of the event.</summary>
    public const string Kind = "ponte.kind";

    /// <summary>Which attempt at the delivery, counted from 1.</summary>
    public const string Attempt = "ponte.attempt";

    /// <summary>What became of it.</summary>
    public const string Outcome = "ponte.outcome";

    /// <summary>The failure's code.</summary>
    public const string Code = "ponte.code";

    /// <summary>How many deliveries were stored for what was heard.</summary>
    public const string Stored = "ponte.stored";

    /// <summary>WhatsApp's id of the message.</summary>
    public const string WhatsAppMessage = "whatsapp.message_id";

    /// <summary>Chatwoot's id of the message.</summary>
    public const string ChatwootMessage = "chatwoot.message_id";

    /// <summary>Chatwoot's display id of the conversation.</summary>
    public const string ChatwootConversation = "chatwoot.conversation_id";
}
