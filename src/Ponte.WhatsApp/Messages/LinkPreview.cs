namespace Ponte.WhatsApp.Messages;

/// <summary>What is shown of a page that a text links to.</summary>
/// <param name="Url">The link, letter by letter as the text has it.</param>
/// <param name="Title">The title of the page.</param>
public sealed record LinkPreview(string Url, string Title)
{
    /// <summary>What the page says of itself.</summary>
    public string? Description { get; init; }

    /// <summary>A small picture, JPEG, at most 64 KiB; larger ones are left out.</summary>
    public IReadOnlyList<byte>? Thumbnail { get; init; }

    /// <summary>Nothing of it: links may carry secrets.</summary>
    public override string ToString() => nameof(LinkPreview);
}
