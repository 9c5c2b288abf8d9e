namespace Ponte.WhatsApp.Messages;

/// <summary>A message with something to choose or press: buttons, a list, a template, an interactive message.</summary>
/// <param name="Options">What can be chosen or pressed, in order.</param>
public sealed record IncomingMenu(IReadOnlyList<MenuOption> Options) : IncomingContent
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>The small print.</summary>
    public string? Footer { get; init; }
}
