namespace Ponte.WhatsApp.Messages;

/// <summary>The ad or post that led somebody into the chat. Every part may be missing.</summary>
public sealed record AdReferral
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>Where it is.</summary>
    public string? Url { get; init; }

    /// <summary>Its picture.</summary>
    public MediaReference? Picture { get; init; }

    /// <summary>Nothing: it tells about a customer.</summary>
    public override string ToString() => nameof(AdReferral);
}
