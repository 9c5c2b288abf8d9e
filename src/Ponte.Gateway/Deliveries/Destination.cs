namespace Ponte.Gateway.Deliveries;

/// <summary>Where a delivery goes, as stored in <c>delivery.destination</c>.</summary>
internal static class Destination
{
    public const string WhatsApp = "whatsapp";

    public const string Chatwoot = "chatwoot";

    /// <summary>Files that could not be fetched when their message was shown: a lane of its own, so that nothing waits behind one.</summary>
    public const string ChatwootMedia = "chatwoot-media";

    /// <summary>Names and pictures of contacts: beside the messages, which never wait for them.</summary>
    public const string ChatwootProfile = "chatwoot-profile";

    /// <summary>A webhook of an instance, followed by a colon and the webhook's id.</summary>
    public const string Webhook = "webhook";

    /// <summary>The bucket into which the files of an instance go.</summary>
    public const string S3 = "s3";
}
