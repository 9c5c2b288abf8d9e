using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>The words that stand for content Ponte cannot carry yet: the agent must know that something came.</summary>
internal static class UnsupportedContent
{
    /// <summary>One line that says what came and where to see it, and the caption below it when there is one.</summary>
    public static string Describe(IncomingUnsupported content)
    {
        var notice = $"[{Name(content.Type)}: not shown here yet. Open WhatsApp on the phone to see it.]";
        return string.IsNullOrWhiteSpace(content.Caption) ? notice : notice + "\n" + content.Caption;
    }

    private static string Name(string type) => type switch
    {
        "imageMessage" => "Picture",
        "videoMessage" or "ptvMessage" => "Video",
        "audioMessage" => "Audio",
        "documentMessage" => "Document",
        "stickerMessage" or "lottieStickerMessage" => "Sticker",
        "locationMessage" or "liveLocationMessage" => "Location",
        "contactMessage" or "contactsArrayMessage" => "Contact card",
        "pollCreationMessage" or "pollCreationMessageV2" or "pollCreationMessageV3" => "Poll",
        "eventMessage" => "Event",
        "orderMessage" => "Order",
        _ => "Message of another kind",
    };
}
