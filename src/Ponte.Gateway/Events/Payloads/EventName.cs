using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>The six types of events that Ponte tells outside (http-contract §6).</summary>
internal static class EventName
{
    /// <summary>A message, or something that happened to one.</summary>
    public const string MessageExchange = "message.exchange";

    /// <summary>How far messages got.</summary>
    public const string MessageStatus = "message.status";

    /// <summary>A call.</summary>
    public const string CallUpdate = "call.update";

    /// <summary>A group, or who is in it, changed.</summary>
    public const string GroupFlow = "group.flow";

    /// <summary>The connection to WhatsApp changed.</summary>
    public const string InstanceState = "instance.state";

    /// <summary>A label, or which chats have it, changed.</summary>
    public const string LabelUpdate = "label.update";

    /// <summary>All of them, in the order of the contract.</summary>
    public static IReadOnlyList<string> All { get; } = [MessageExchange, MessageStatus, CallUpdate, GroupFlow, InstanceState, LabelUpdate];

    /// <summary>The type of what happened in a chat; null for what is not told.</summary>
    public static string? Of(ChatEvent happened) => happened switch
    {
        MessageReceived or MessageEdited or MessageDeleted or ReactionChanged or PollVoted => MessageExchange,
        ReceiptReceived => MessageStatus,
        CallChanged => CallUpdate,
        GroupChanged => GroupFlow,
        _ => null,
    };

    /// <summary>Whether a filter lets an event through; an empty one lets everything.</summary>
    public static bool Passes(IReadOnlyList<string> filter, string name) => filter.Count == 0 || filter.Contains(name, StringComparer.Ordinal);
}
