using System.Text.Json;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Baileys;

/// <summary>Reads what the engine answers. What is not of the protocol becomes the answer that promises least.</summary>
internal static class EngineAnswer
{
    public static SessionStatus Status(JsonElement? status)
    {
        if (status is not { } given || State(given.Text("state")) is not { } state)
        {
            return new SessionStatus(SessionState.Disconnected, ConnectionCause.Interrupted);
        }

        return new SessionStatus(state, ConnectionCause.FromCode(given.Text("cause")), UserId.TryParse(given.Text("self"), out var self) ? self : null);
    }

    public static LinkAnswer Link(JsonElement answer) => answer.Text("kind") switch
    {
        "qr" when answer.Text("payload") is { } payload && answer.Time("expiresAt") is { } expiresAt => new LinkAnswer.Qr(payload, expiresAt),
        "pairingCode" when answer.Text("code") is { } code => new LinkAnswer.PairingCode(code),
        "linked" when State(answer.Text("state")) is { } state => new LinkAnswer.AlreadyLinked(state),
        _ => new LinkAnswer.Failed(ConnectionCause.FromCode(answer.Text("cause")) ?? ConnectionCause.LinkFailed),
    };

    public static SendResult Send(JsonElement answer) => answer.Text("kind") switch
    {
        "accepted" when answer.Time("at") is { } at => new SendResult.Accepted(at),
        "refused" when answer.Number("code") is >= int.MinValue and <= int.MaxValue and var code =>
            new SendResult.Refused((int)code, answer.Text("reason") ?? "WhatsApp refused the message."),
        "notConnected" => new SendResult.NotConnected(),
        _ => new SendResult.Uncertain(answer.Text("reason") ?? "WhatsApp did not confirm the message."),
    };

    public static MediaAnswer Media(JsonElement answer) => answer.Text("kind") switch
    {
        "saved" when answer.Number("size") is >= 0 and var size => new MediaAnswer.Saved(size),
        "tooLarge" => new MediaAnswer.TooLarge(answer.Number("size")),
        "gone" => new MediaAnswer.Gone(answer.Text("reason") ?? "WhatsApp does not have the file any more."),
        _ => new MediaAnswer.Failed(answer.Text("reason") ?? "The file could not be fetched from WhatsApp."),
    };

    public static UserLookUp User(JsonElement answer) => answer.Text("kind") switch
    {
        "found" when UserId.TryParse(answer.Text("user"), out var user) =>
            new UserLookUp.Found(user, UserId.TryParse(answer.Text("lid"), out var lid) && lid.Chat.Kind == ChatKind.Lid ? lid : null),
        "missing" => new UserLookUp.Missing(),
        _ => new UserLookUp.Unavailable(),
    };

    public static ProfileAnswer Profile(JsonElement answer) => answer.Text("kind") == "known"
        ? new ProfileAnswer.Known(answer.Text("name"), answer.Text("pictureId"), answer.Flag("pictureSaved") == true)
        : new ProfileAnswer.Unavailable();

    public static IReadOnlyList<GroupMember>? Members(JsonElement answer) => answer.Member("members") is { ValueKind: JsonValueKind.Array } members
        ? [.. members.EnumerateArray().Select(Member).OfType<GroupMember>()]
        : null;

    private static GroupMember? Member(JsonElement member) => UserId.TryParse(member.Text("user"), out var user)
        ? new GroupMember(user) { Alias = UserId.TryParse(member.Text("alias"), out var alias) ? alias : null, Name = member.Text("name") }
        : null;

    private static SessionState? State(string? state) => state switch
    {
        "disconnected" => SessionState.Disconnected,
        "connecting" => SessionState.Connecting,
        "linking" => SessionState.Linking,
        "connected" => SessionState.Connected,
        "loggedOut" => SessionState.LoggedOut,
        _ => null,
    };
}
