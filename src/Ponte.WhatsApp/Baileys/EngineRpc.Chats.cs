using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Baileys;

/// <summary>Requests about chats, people and files.</summary>
internal sealed partial class EngineRpc
{
    public async Task<MediaAnswer> DownloadAsync(string session, MediaReference file, string path, long maxBytes, CancellationToken cancellationToken)
    {
        var parameters = new { session, file = JsonSerializer.SerializeToElement(file, WhatsAppJson.Shared.MediaReference), path, maxBytes };
        return EngineAnswer.Media(await AskAsync("session/download", parameters, Carrying, cancellationToken));
    }

    public async Task<bool> SetTypingAsync(string session, ChatId chat, TypingState state, CancellationToken cancellationToken)
    {
        var name = state switch
        {
            TypingState.Composing => "composing",
            TypingState.Recording => "recording",
            _ => "paused",
        };
        await AskAsync("session/typing", new { session, chat = chat.Value, state = name }, Usual, cancellationToken);
        return true;
    }

    public async Task<bool> MarkReadAsync(string session, ChatId chat, IReadOnlyList<MessageAddress> messages, CancellationToken cancellationToken)
    {
        var named = messages.Select(message => new { id = message.Id.Value, participant = message.Participant?.Value }).ToArray();
        return (await AskAsync("session/read", new { session, chat = chat.Value, messages = named }, Usual, cancellationToken)).Flag("done") == true;
    }

    public async Task<UserLookUp> FindUserAsync(string session, IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        EngineAnswer.User(await AskAsync("session/user", new { session, numbers }, Usual, cancellationToken));

    public async Task<ProfileAnswer> ReadProfileAsync(
        string session, ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken) =>
        EngineAnswer.Profile(await AskAsync("session/profile", new { session, chat = chat.Value, knownPicture, picturePath }, Sending, cancellationToken));

    public async Task<IReadOnlyList<GroupMember>?> GroupMembersAsync(string session, ChatId group, CancellationToken cancellationToken) =>
        EngineAnswer.Members(await AskAsync("session/members", new { session, group = group.Value }, Usual, cancellationToken));
}
