namespace Ponte.WhatsApp.Messages;

/// <summary>What a received message carries: a closed set of kinds.</summary>
public abstract record IncomingContent
{
    private protected IncomingContent()
    {
    }
}
