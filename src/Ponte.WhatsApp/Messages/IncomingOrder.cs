namespace Ponte.WhatsApp.Messages;

/// <summary>An order from a catalogue.</summary>
public sealed record IncomingOrder : IncomingContent
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Words the customer added.</summary>
    public string? Text { get; init; }

    /// <summary>How many items.</summary>
    public int? Items { get; init; }

    /// <summary>The total.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The total's currency, ISO 4217.</summary>
    public string? Currency { get; init; }
}
