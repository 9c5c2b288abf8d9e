using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.History;

/// <summary>What a message is, in the words of the API.</summary>
internal static class MessageKind
{
    public const string Undecryptable = "undecryptable";
    public const string Poll = "poll";

    /// <summary>The kind of a content.</summary>
    public static string Of(IncomingContent content) => content switch
    {
        IncomingMedia media => Of(media.Media),
        IncomingUndecryptable => Undecryptable,
        IncomingContacts => "contact",
        IncomingPoll => Poll,
        _ => content.ToString()["Incoming".Length..].ToLowerInvariant(),
    };

    private static string Of(MediaKind media) => media switch
    {
        MediaKind.Voice => "audio",
        MediaKind.Gif or MediaKind.VideoNote => "video",
        _ => media.ToString().ToLowerInvariant(),
    };
}
