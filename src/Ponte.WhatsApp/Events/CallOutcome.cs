namespace Ponte.WhatsApp.Events;

/// <summary>How a call ended that nobody took.</summary>
public enum CallOutcome
{
    /// <summary>Nobody answered.</summary>
    Missed,

    /// <summary>Rejected, by a person on the phone or by the setting that rejects calls.</summary>
    Rejected,
}
