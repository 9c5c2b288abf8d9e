using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Deliveries;

/// <summary>How long the ledger and the messages are kept. Section <c>Ponte:Retention</c>.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Ponte:Retention";

    /// <summary>Days that what is done stays in the ledger. The default is 30; 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "Ponte:Retention:DoneDays must be between 1 and 3650")]
    public int DoneDays { get; set; } = 30;

    /// <summary>Days that what failed or was discarded stays, and so can be replayed. The default is 90; 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "Ponte:Retention:FailedDays must be between 1 and 3650")]
    public int FailedDays { get; set; } = 90;

    /// <summary>
    /// Days that the pair of ids of a message is known: for quotes, edits, deletions, reactions, ticks, and so that it is not carried twice. The default is
    /// 400; 1 to 3650.
    /// </summary>
    [Range(1, 3650, ErrorMessage = "Ponte:Retention:LinkDays must be between 1 and 3650")]
    public int LinkDays { get; set; } = 400;

    /// <summary>
    /// Days that messages themselves are kept, sealed, for the API: reading them, answering, editing, deleting and passing them on. 0 keeps none. The
    /// default is 30; 0 to 3650.
    /// </summary>
    [Range(0, 3650, ErrorMessage = "Ponte:Retention:MessageDays must be between 0 and 3650")]
    public int MessageDays { get; set; } = 30;
}
