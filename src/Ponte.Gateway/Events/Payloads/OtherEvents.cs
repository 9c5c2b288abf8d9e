namespace Ponte.Gateway.Events.Payloads;

/// <summary>The <c>data</c> of <c>message.status</c> (http-contract 6.7).</summary>
/// <param name="MessageIds">The messages.</param>
/// <param name="Status"><c>delivered</c>, <c>read</c>, <c>played</c>, <c>sender</c>, <c>read_self</c> or <c>played_self</c>.</param>
/// <param name="Timestamp">WhatsApp's time of it, RFC 3339.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Recipient">Who received or read.</param>
/// <param name="MessageSender">Who wrote the messages, where that is known.</param>
internal sealed record MessageStatus(
    IReadOnlyList<string> MessageIds, string Status, string Timestamp, ChatView Chat, PersonView Recipient, string? MessageSender);

/// <summary>The <c>data</c> of <c>call.update</c>.</summary>
/// <param name="CallId">WhatsApp's id of the call.</param>
/// <param name="Type"><c>terminated</c>: nobody answered; <c>rejected</c>.</param>
/// <param name="Timestamp">When it was offered, RFC 3339.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Caller">Who called.</param>
/// <param name="IsVideo">A video call.</param>
/// <param name="IsGroup">A call to a group.</param>
internal sealed record CallUpdate(string CallId, string Type, string Timestamp, ChatView Chat, PersonView Caller, bool IsVideo, bool IsGroup);

/// <summary>The <c>data</c> of <c>group.flow</c> (http-contract 6.9).</summary>
/// <param name="GroupJid">The group.</param>
/// <param name="GroupName">Its name, the new one where that is what changed; null while Ponte does not know it.</param>
/// <param name="Type"><c>create</c>, <c>joined</c>, <c>left</c>, <c>promoted</c>, <c>demoted</c>, <c>name</c>, <c>topic</c>, <c>picture</c> or <c>other</c>.</param>
/// <param name="Participants">Whom it concerns.</param>
/// <param name="Author">Who did it.</param>
/// <param name="Text">The new name or description.</param>
/// <param name="Timestamp">WhatsApp's time of it, RFC 3339.</param>
internal sealed record GroupFlow(
    string GroupJid, string? GroupName, string Type, IReadOnlyList<PersonView> Participants, PersonView Author, string? Text, string Timestamp);

/// <summary>The <c>data</c> of <c>instance.state</c> (http-contract 6.10).</summary>
/// <param name="State">For example <c>connected</c>, <c>connecting</c>, <c>qr_ready</c>, <c>logged_out</c>, <c>disconnected</c>, or the cause where the contract names it.</param>
/// <param name="Timestamp">When this was heard, RFC 3339.</param>
/// <param name="Instance">The instance's name.</param>
/// <param name="NumberJid">The linked number.</param>
/// <param name="Cause">Why it is not connected, when there is a reason worth telling.</param>
internal sealed record InstanceState(string State, string Timestamp, string Instance, string? NumberJid, CauseView? Cause);

/// <summary>The <c>data</c> of <c>label.update</c>.</summary>
/// <param name="Type"><c>created</c>, <c>changed</c>, <c>deleted</c>, <c>assigned</c> or <c>removed</c>: the last two of a chat.</param>
/// <param name="Label">The label as it is now.</param>
/// <param name="Chat">The chat that has it now, or no longer; else null.</param>
/// <param name="Timestamp">When this was heard, RFC 3339.</param>
internal sealed record LabelUpdate(string Type, LabelView Label, ChatView? Chat, string Timestamp);

/// <summary>A label: WhatsApp's id of it, and words and color where they are known.</summary>
/// <param name="Id">WhatsApp's id, as in the routes of tags.</param>
/// <param name="Name">Its words.</param>
/// <param name="Color">The place in WhatsApp's palette, 0 to 19.</param>
internal sealed record LabelView(string Id, string? Name, int? Color)
{
    /// <summary>The id alone: the words are people's.</summary>
    public override string ToString() => $"label {Id}";
}

/// <summary>Why a number is not connected: a code, and two sentences for a person.</summary>
internal sealed record CauseView(string Code, string Message, string Remedy);
