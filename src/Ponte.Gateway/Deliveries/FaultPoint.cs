using System.Diagnostics;
using System.Globalization;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Places where the chaos tests kill the process (<c>PONTE_FAULT_POINT=name:n</c>, SIGKILL at the n-th passage).
/// Calls exist only in builds with the property <c>FaultPoints</c>; in a release they are not compiled.
/// </summary>
internal static class FaultPoint
{
    // The numbers are those of the hops in design §4 and §5.

    /// <summary>Hop 2, inbound: events were taken from the session, nothing is on disk.</summary>
    public const string EventsTaken = "events-taken";

    /// <summary>Hop 2, inbound: the rows are on disk, the session is told so in a moment.</summary>
    public const string EventsStored = "events-stored";

    /// <summary>Hop 2, inbound: the session was told.</summary>
    public const string EventsAcknowledged = "events-acknowledged";

    /// <summary>Hop 1, outbound: an agent's message was heard on the cable, nothing is on disk.</summary>
    public const string AgentMessageHeard = "agent-message-heard";

    /// <summary>Hop 2, outbound: agents' messages are in Chatwoot's order and about to be stored.</summary>
    public const string AgentMessagesOrdered = "agent-messages-ordered";

    /// <summary>Hop 2, outbound: catch-up has read a page, rows and cursor are about to be stored.</summary>
    public const string CatchUpRead = "catch-up-read";

    /// <summary>Hop 3: inside the transaction, rows are inserted and not committed.</summary>
    public const string Enqueuing = "enqueuing";

    /// <summary>Hop 3: a row is on disk, its journal entry is not acknowledged and no lane is awake.</summary>
    public const string Enqueued = "enqueued";

    /// <summary>Hop 4: a lane has taken its head and has not tried it.</summary>
    public const string RowTaken = "row-taken";

    /// <summary>Hop 5, inbound: a contact or a conversation was created in Chatwoot, nothing of it is on disk.</summary>
    public const string ConversationCreated = "conversation-created";

    /// <summary>Hop 5, inbound: Chatwoot has answered, our commit has not happened.</summary>
    public const string ChatwootAnswered = "chatwoot-answered";

    /// <summary>Hop 5, outbound: about to be given to the session.</summary>
    public const string Sending = "sending";

    /// <summary>Hop 5, outbound: WhatsApp has acknowledged a send, our commit has not happened.</summary>
    public const string WhatsAppAcknowledged = "whatsapp-acknowledged";

    /// <summary>Hop 6: inside the transaction, the row is done and linked, and not committed.</summary>
    public const string Completing = "completing";

    /// <summary>Hop 6: the row is done on disk, the lane does not know.</summary>
    public const string Completed = "completed";

    /// <summary>Two chats are to be merged and their lanes stand still, no row has moved.</summary>
    public const string MergeSettled = "merge-settled";

    /// <summary>The rows of a merged chat have moved, no lane is awake.</summary>
    public const string ChatMerged = "chat-merged";

    /// <summary>Chatwoot has merged two contacts, our commit has not happened.</summary>
    public const string ContactMerged = "contact-merged";

    /// <summary>A bucket has a file, our commit has not happened.</summary>
    public const string ObjectPut = "object-put";

    private static readonly (string Name, int Passages) Armed = Read(Environment.GetEnvironmentVariable("PONTE_FAULT_POINT"));
    private static int _passages;

    [Conditional("FAULT_POINTS")]
    public static void Pass(string name)
    {
        if (name == Armed.Name && Interlocked.Increment(ref _passages) == Armed.Passages)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    private static (string, int) Read(string? setting) =>
        setting?.Split(':') is [var name, var passages] ? (name, int.Parse(passages, CultureInfo.InvariantCulture)) : ("", 0);
}
