namespace Ponte.WhatsApp.Messages;

/// <summary>Something to choose or press.</summary>
/// <param name="Title">Its words.</param>
/// <param name="Detail">A description, the link it opens, the number it calls or the code it copies.</param>
public sealed record MenuOption(string Title, string? Detail = null);
