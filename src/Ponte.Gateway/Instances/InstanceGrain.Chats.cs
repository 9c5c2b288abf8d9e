using Ponte.Gateway.Instances.Serialization;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Instances;

/// <summary>What others ask of the session; while it is not open here, it could not be asked.</summary>
internal sealed partial class InstanceGrain
{
    public async Task<FetchAnswer> FetchAsync(MediaReference file, string path, long maxBytes) => FetchAnswer.From(
        outgoing.Find(Id, file.Token) is { } own ? Copy(own, path, maxBytes)
            : _session is { } session ? await session.DownloadAsync(file, path, maxBytes, _stopping.Token)
            : new MediaAnswer.Failed("The instance has no open WhatsApp session."));

    public Task SetTyping(string chat, TypingState state) => _session?.SetTypingAsync(ChatId.Parse(chat), state, _stopping.Token) ?? Task.CompletedTask;

    public async Task<bool> MarkReadAsync(string chat, IReadOnlyList<string> messageIds, IReadOnlyList<string?> participants)
    {
        var messages = messageIds.Zip(participants, (id, participant) => new MessageAddress(MessageId.Parse(id), participant is null ? null : UserId.Parse(participant)));
        return _session is { } session && await session.MarkReadAsync(ChatId.Parse(chat), [.. messages], _stopping.Token);
    }

    public async Task<UserReply> FindUserAsync(IReadOnlyList<string> numbers) =>
        UserReply.From(_session is { } session ? await session.FindUserAsync(numbers, _stopping.Token) : new UserLookUp.Unavailable());

    public async Task<ProfileReply?> ReadProfileAsync(string chat, string? knownPicture, string picturePath) => ProfileReply.From(
        _session is { } session
            ? await session.ReadProfileAsync(ChatId.Parse(chat), knownPicture, picturePath, _stopping.Token)
            : new ProfileAnswer.Unavailable());

    public async Task<JsonSurrogate> ActAsync(JsonSurrogate action) => new(_session is { } session
        ? await ActionJson.ReadAction(action.Json).AskAsync(session, _stopping.Token)
        : ActionJson.Write(new ActionNotConnected<NoValue>()));

    public async Task<IReadOnlyList<MemberReply>?> GroupMembersAsync(string group) =>
        _session is { } session && await session.GroupMembersAsync(ChatId.Parse(group), _stopping.Token) is { } members ? [.. members.Select(MemberReply.From)] : null;

    // What a program gave to be sent was never on WhatsApp's file servers in this form.
    private static MediaAnswer Copy(string own, string path, long maxBytes)
    {
        if (!File.Exists(own))
        {
            return new MediaAnswer.Gone("The file was sent and is not kept here any more.");
        }

        var size = new FileInfo(own).Length;
        if (size > maxBytes)
        {
            return new MediaAnswer.TooLarge(size);
        }

        File.Copy(own, path, overwrite: true);
        return new MediaAnswer.Saved(size);
    }
}
