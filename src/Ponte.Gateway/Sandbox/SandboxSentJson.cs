using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>A message that a simulated phone sent, as <c>sent</c> shows it: what there is of it.</summary>
internal static class SandboxSentJson
{
    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    public static JsonObject Of(SandboxSent sent)
    {
        var message = sent.Message;
        var shown = Read(new { messageId = message.Id.Value, chat = message.Chat.Value, type = TypeOf(message.Content) });
        Add(shown, Content(message.Content));
        Add(shown, new
        {
            size = sent.File?.Size,
            sha256 = sent.File?.Sha256,
            quote = message.Quote is { } quote ? new { id = quote.Id.Value, sender = quote.Sender?.Value, text = quote.Text, chat = quote.Chat?.Value } : null,
            mentions = Addresses(message.Mentions),
            mentionsAll = OrNothing(message.MentionsAll),
            isForwarded = OrNothing(message.IsForwarded),
            statusAudience = Addresses(message.StatusAudience),
            at = sent.At.UtcDateTime,
        });
        return shown;
    }

    private static string TypeOf(OutgoingContent content) => content switch
    {
        OutgoingMedia => "media",
        OutgoingLocation => "location",
        OutgoingContacts => "contacts",
        OutgoingPoll => "poll",
        OutgoingReaction => "reaction",
        OutgoingEdit => "edit",
        OutgoingDelete => "delete",
        _ => "text",
    };

    private static object Content(OutgoingContent content) => content switch
    {
        OutgoingText text => Text(text),
        OutgoingMedia media => Media(media),
        OutgoingLocation location => new { location },
        OutgoingContacts contacts => new { contacts = contacts.Cards },
        OutgoingPoll poll => new { poll },
        OutgoingReaction reaction => new
        {
            target = reaction.Target.Value,
            reaction = new { emoji = reaction.Emoji, fromMe = reaction.FromMe, participant = reaction.Participant?.Value },
        },
        OutgoingEdit edit => new { target = edit.Target.Value, text = edit.Text },
        OutgoingDelete delete => new { target = delete.Target.Value },
        _ => new { },
    };

    private static object Text(OutgoingText text) => new
    {
        text = text.Text,
        linkPreview = text.LinkPreview is { } preview
            ? new { url = preview.Url, title = preview.Title, description = preview.Description, thumbnailSize = preview.Thumbnail?.Count }
            : null,
        backgroundColor = text.BackgroundColor,
        font = text.Font,
    };

    private static object Media(OutgoingMedia media) => new
    {
        media = JsonNamingPolicy.CamelCase.ConvertName(media.Media.ToString()),
        mimeType = media.MimeType,
        fileName = media.FileName,
        caption = media.Caption,
        seconds = media.Seconds,
        waveform = media.Waveform?.Select(value => (int)value),
        isAnimated = OrNothing(media.IsAnimated),
    };

    private static bool? OrNothing(bool value) => value ? true : null;

    private static string[]? Addresses(IReadOnlyList<UserId> users) => users.Count == 0 ? null : [.. users.Select(user => user.Value)];

    private static void Add(JsonObject shown, object more)
    {
        foreach (var (name, value) in Read(more).ToList())
        {
            if (value is not null)
            {
                shown[name] = Sparse(value);
            }
        }
    }

    private static JsonNode Sparse(JsonNode value) => value is JsonObject members
        ? new JsonObject(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value!.DeepClone())))
        : value.DeepClone();

    private static JsonObject Read(object value) => JsonSerializer.SerializeToNode(value, Web)!.AsObject();
}
