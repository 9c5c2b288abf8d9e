using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Bridge;

/// <summary>Section <c>Ponte:Chatwoot</c>.</summary>
internal sealed class BridgeOptions
{
    public const string Section = "Ponte:Chatwoot";

    /// <summary>Whether the Chatwoot module is on. <c>false</c> answers each of its routes with 503 <c>integration gateway not configured</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Whether an activation adds every agent of the Chatwoot account to the new inbox. With <c>false</c>, add the agents in Chatwoot: they see no chats
    /// before.
    /// </summary>
    public bool AddAgents { get; set; }

    /// <summary>Whether the statuses ("stories") of contacts are shown in their conversations.</summary>
    public bool ShowStatus { get; set; }

    /// <summary>
    /// What becomes of a message in Chatwoot that was deleted for everyone on WhatsApp: <c>Delete</c> deletes it there too, <c>Note</c> keeps it and adds a
    /// private note.
    /// </summary>
    [EnumDataType(typeof(DeletionDisplay), ErrorMessage = "Ponte:Chatwoot:OnDelete must be Delete or Note")]
    public DeletionDisplay OnDelete { get; set; } = DeletionDisplay.Delete;

    /// <summary>Seconds between two regular looks at Chatwoot for agents' messages that the realtime connection never delivered, 5 to 3600.</summary>
    [Range(5, 3600, ErrorMessage = "Ponte:Chatwoot:CatchUpSeconds must be between 5 and 3600")]
    public int CatchUpSeconds { get; set; } = 120;

    /// <summary>
    /// How many hours an agent's message may wait for WhatsApp, 0 to 8760. After that it is marked as failed in Chatwoot instead of surprising the customer;
    /// Retry there sends it. 0: no limit. Customers' messages have none.
    /// </summary>
    [Range(0, 8760, ErrorMessage = "Ponte:Chatwoot:MaxReplyAgeHours must be between 0 and 8760")]
    public int MaxReplyAgeHours { get; set; } = 24;

    /// <summary>
    /// Where the files of agents' messages are fetched: scheme, host and port that take the place of Chatwoot's own idea of itself (<c>FRONTEND_URL</c>).
    /// Empty: as Chatwoot says, and if that leads nowhere, under the address of the activation. Outside storage (S3 and the like) is not affected.
    /// </summary>
    [RegularExpression("^https?://[^/?#\\s]+/?$", ErrorMessage = "Ponte:Chatwoot:AttachmentBaseUrl must be http:// or https:// and a host, without a path")]
    public string AttachmentBaseUrl { get; set; } = "";
}
