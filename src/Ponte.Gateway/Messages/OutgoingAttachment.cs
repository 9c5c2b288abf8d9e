namespace Ponte.Gateway.Messages;

/// <summary>A file in Chatwoot that is to be sent. What Chatwoot says of it is a hint: the bytes decide what it is.</summary>
/// <param name="Url">Where Chatwoot says it is.</param>
/// <param name="BaseUrl">The address under which Ponte reaches that Chatwoot.</param>
/// <param name="Name">Its name, as the customer is to see it.</param>
/// <param name="ContentType">Its type as Chatwoot tells it, when it does.</param>
/// <param name="IsRecording">Recorded in Chatwoot: to be heard as a voice note.</param>
/// <param name="Size">Bytes as Chatwoot tells them, when it does.</param>
internal sealed record OutgoingAttachment(string Url, string BaseUrl, string Name, string? ContentType, bool IsRecording, long? Size)
{
    /// <summary>Nothing: who has the address can read the file.</summary>
    public override string ToString() => nameof(OutgoingAttachment);
}
