namespace Ponte.WhatsApp.Events;

/// <summary>One thing that happened on WhatsApp: a closed set of kinds, one record each.</summary>
public abstract record WhatsAppEvent
{
    private protected WhatsAppEvent()
    {
    }
}
