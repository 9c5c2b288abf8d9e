using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>WhatsApp told names of a person. What is null was not told and stays as it was.</summary>
/// <param name="User">The person.</param>
public sealed record ContactChanged(UserId User) : WhatsAppEvent
{
    /// <summary>The person's other address, when WhatsApp told it.</summary>
    public UserId? Alias { get; init; }

    /// <summary>The name in the phone's address book.</summary>
    public string? SavedName { get; init; }

    /// <summary>The name the person gave (push name).</summary>
    public string? PushName { get; init; }

    /// <summary>The name of a business that WhatsApp has verified.</summary>
    public string? BusinessName { get; init; }
}
