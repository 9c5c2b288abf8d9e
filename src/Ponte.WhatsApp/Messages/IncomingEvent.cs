namespace Ponte.WhatsApp.Messages;

/// <summary>An appointment.</summary>
/// <param name="Name">What it is called.</param>
public sealed record IncomingEvent(string Name) : IncomingContent
{
    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is.</summary>
    public string? Location { get; init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The link to join.</summary>
    public string? Link { get; init; }

    /// <summary>It does not take place.</summary>
    public bool IsCanceled { get; init; }
}
