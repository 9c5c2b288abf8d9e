using System.Diagnostics;
using System.Globalization;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Places where the chaos tests kill the process (<c>PONTE_FAULT_POINT=name:n</c>, SIGKILL at the n-th passage).
/// Calls exist only in builds with the property <c>FaultPoints</c>; in a release they are not compiled.
/// </summary>
internal static class FaultPoint
{
    /// <summary>Chatwoot has answered, our commit has not happened.</summary>
    public const string ChatwootAnswered = "chatwoot-answered";

    /// <summary>WhatsApp has acknowledged a send, our commit has not happened.</summary>
    public const string WhatsAppAcknowledged = "whatsapp-acknowledged";

    /// <summary>A row is on disk, its journal entry is not acknowledged and no lane is awake.</summary>
    public const string Enqueued = "enqueued";

    /// <summary>An agent's message was heard on the cable, nothing is on disk.</summary>
    public const string AgentMessageHeard = "agent-message-heard";

    /// <summary>Two chats are to be merged and their lanes stand still, no row has moved.</summary>
    public const string MergeSettled = "merge-settled";

    /// <summary>The rows of a merged chat have moved, no lane is awake.</summary>
    public const string ChatMerged = "chat-merged";

    /// <summary>Chatwoot has merged two contacts, our commit has not happened.</summary>
    public const string ContactMerged = "contact-merged";

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
