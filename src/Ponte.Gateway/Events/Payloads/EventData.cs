using System.Globalization;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>The <c>data</c> object of each event. Pure: the same event and the same people make the same data.</summary>
internal static class EventData
{
    // What clients know by name (http-contract 6.10); other causes are a plain "disconnected" with their cause beside it.
    private static readonly string[] KnownStates =
    [
        "stream_replaced", "temp_banned", "client_outdated", "connect_failure", "stream_error", "keepalive_timeout", "pair_error", "qr_scanned_no_multidevice",
    ];

    /// <summary>The data.</summary>
    /// <param name="told">The event.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="people">Who it is about.</param>
    /// <param name="file">Its file.</param>
    public static object Of(ToldEvent told, string instance, EventPeople people, ToldFile file) => told switch
    {
        { News: StateChange change } => StateOf(change, instance),
        { News: LabelNews { Label: var label } } => LabelOf(label, people),
        { Event: ReceiptReceived receipt } => StatusOf(receipt, people),
        { Event: CallChanged call } => new CallUpdate(
            call.Id.Value, call.Outcome == CallOutcome.Rejected ? "rejected" : "terminated", Time(call.SentAt), people.Chat, people.Sender, call.IsVideo, people.Chat.Type == "group"),
        { Event: GroupChanged change } => new GroupFlow(
            change.Chat.Value, change.Change == GroupChange.Renamed ? change.Text : people.Chat.Name, TypeOf(change.Change), people.Participants, people.Sender, change.Text, Time(change.SentAt)),
        { Event: MessageEvent happened } => MessagePayload.Of(happened, told.Source, people, file),
        _ => new { },
    };

    /// <summary>RFC 3339 in UTC.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static MessageStatus StatusOf(ReceiptReceived receipt, EventPeople people) => new(
        [.. receipt.Messages.Select(message => message.Value)],
        (receipt.Level, receipt.FromMe) switch
        {
            (ReceiptLevel.Played, true) => "played_self",
            (ReceiptLevel.Played, false) => "played",
            (ReceiptLevel.Read, true) => "read_self",
            (ReceiptLevel.Read, false) => "read",
            (ReceiptLevel.Delivered, false) => "delivered",
            _ => "sender",
        },
        Time(receipt.SentAt),
        people.Chat,
        people.Sender,
        (receipt.FromMe, people.Chat.Type) switch { (false, _) => people.Self.Jid, (true, "private") => people.Chat.Jid, _ => null });

    private static string TypeOf(GroupChange change) => change switch
    {
        GroupChange.Created => "create",
        GroupChange.Joined or GroupChange.Added => "joined",
        GroupChange.Left or GroupChange.Removed => "left",
        GroupChange.Promoted => "promoted",
        GroupChange.Demoted => "demoted",
        GroupChange.Renamed => "name",
        GroupChange.Described => "topic",
        GroupChange.Pictured => "picture",
        _ => "other",
    };

    private static LabelUpdate LabelOf(LabelChanged label, EventPeople people) => new(
        label.Change.ToString().ToLowerInvariant(), new LabelView(label.Label, label.Name, label.Color), label.Chat is null ? null : people.Chat, Time(label.SentAt));

    private static InstanceState StateOf(StateChange change, string instance)
    {
        var (state, cause, self) = change.Status;
        var text = state switch
        {
            SessionState.Connected => "connected",
            SessionState.Connecting => "connecting",
            SessionState.Linking => "qr_ready",
            SessionState.LoggedOut => "logged_out",
            _ => cause is not null && KnownStates.Contains(cause.Code, StringComparer.Ordinal) ? cause.Code : "disconnected",
        };
        return new InstanceState(text, Time(change.At), instance, self?.Value, cause is null ? null : new CauseView(cause.Code, cause.Sentence, cause.Remedy));
    }
}
