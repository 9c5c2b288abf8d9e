using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Deliveries;

/// <summary>How long the ledger and the messages are kept. Section <c>Ponte:Retention</c>.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Ponte:Retention";

    /// <summary>Days that what is done stays in the <see href="ledger.md">ledger</see>, 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "Ponte:Retention:DoneDays must be between 1 and 3650")]
    public int DoneDays { get; set; } = 30;

    /// <summary>Days that what failed or was discarded stays there, and so can be replayed, 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "Ponte:Retention:FailedDays must be between 1 and 3650")]
    public int FailedDays { get; set; } = 90;

    /// <summary>
    /// Days that the ids of a message on both sides are known: for quotes, edits, deletions, reactions and ticks, and so that it is not carried twice. 1 to
    /// 3650.
    /// </summary>
    [Range(1, 3650, ErrorMessage = "Ponte:Retention:LinkDays must be between 1 and 3650")]
    public int LinkDays { get; set; } = 400;

    /// <summary>
    /// Days that messages are kept, sealed with the encryption key, for <c>/api/chat</c> and for answering, editing, deleting and passing them on with the API.
    /// 0 keeps none, 0 to 3650.
    /// </summary>
    [Range(0, 3650, ErrorMessage = "Ponte:Retention:MessageDays must be between 0 and 3650")]
    public int MessageDays { get; set; } = 30;
}
