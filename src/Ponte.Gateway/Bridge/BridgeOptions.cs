using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Bridge;

/// <summary>Section <c>Ponte:Chatwoot</c>.</summary>
internal sealed class BridgeOptions
{
    public const string Section = "Ponte:Chatwoot";

    /// <summary>Whether the Chatwoot module is on. The default is true; false answers every Chatwoot route with 503.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether an activation adds every agent of the account to the new inbox. The default is false: agents are added in Chatwoot.</summary>
    public bool AddAgents { get; set; }

    /// <summary>Whether the statuses ("stories") of contacts are shown in their conversations. The default is false.</summary>
    public bool ShowStatus { get; set; }

    /// <summary>What becomes of a message that was deleted for everyone on WhatsApp: <c>Delete</c> (the default) or <c>Note</c>.</summary>
    [EnumDataType(typeof(DeletionDisplay), ErrorMessage = "Ponte:Chatwoot:OnDelete must be Delete or Note")]
    public DeletionDisplay OnDelete { get; set; } = DeletionDisplay.Delete;

    /// <summary>
    /// How many seconds lie between two regular catch-up passes, 5 to 3600; the default is 120. A pass also follows every confirmed realtime
    /// connection; the regular one finds what a healthy connection never delivered.
    /// </summary>
    [Range(5, 3600, ErrorMessage = "Ponte:Chatwoot:CatchUpSeconds must be between 5 and 3600")]
    public int CatchUpSeconds { get; set; } = 120;

    /// <summary>
    /// How many hours an agent's message may wait before it is marked as failed instead of being sent, 0 to 8760; 0 is no limit, the default is 24. Counted from
    /// Chatwoot's time of it, or from the Retry.
    /// </summary>
    [Range(0, 8760, ErrorMessage = "Ponte:Chatwoot:MaxReplyAgeHours must be between 0 and 8760")]
    public int MaxReplyAgeHours { get; set; } = 24;

    /// <summary>
    /// Where Ponte fetches the files of agents' messages: scheme, host and port that take the place of Chatwoot's own idea of itself (its <c>FRONTEND_URL</c>) in
    /// their addresses. Empty, the default: as Chatwoot says, and if that does not answer, under the address of the activation. Outside storage is not affected.
    /// </summary>
    [RegularExpression("^https?://[^/?#\\s]+/?$", ErrorMessage = "Ponte:Chatwoot:AttachmentBaseUrl must be http:// or https:// and a host, without a path")]
    public string AttachmentBaseUrl { get; set; } = "";
}
