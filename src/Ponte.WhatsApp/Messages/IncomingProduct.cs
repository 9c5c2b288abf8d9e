namespace Ponte.WhatsApp.Messages;

/// <summary>A product of a catalogue.</summary>
/// <param name="Title">What it is called.</param>
public sealed record IncomingProduct(string Title) : IncomingContent
{
    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>The price.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The price's currency, ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Its page.</summary>
    public string? Url { get; init; }

    /// <summary>Words the sender added.</summary>
    public string? Text { get; init; }
}
