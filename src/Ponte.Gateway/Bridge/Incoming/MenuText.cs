using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for messages with buttons or lists, and for what was chosen from one. Pure.</summary>
internal static class MenuText
{
    /// <summary>Headline, text, each option with its detail, small print.</summary>
    public static string Of(IncomingMenu menu)
    {
        var options = menu.Options.Select(option => $"- {WhatsAppText.ToLine(option.Title)}{(string.IsNullOrWhiteSpace(option.Detail) ? "" : $": {WhatsAppText.ToLine(option.Detail)}")}");
        var text = Lines.Join([Lines.Labelled("**Menu:**", menu.Title), Lines.Text(menu.Text), .. options]);
        return Lines.Join(text.Length == 0 ? "**Menu**" : text, menu.Footer is { Length: > 0 } footer ? "\n" + WhatsAppText.ToLine(footer) : null);
    }

    /// <summary>The words of what was chosen, as if they had been typed.</summary>
    public static string Of(IncomingChoice choice) =>
        Lines.Join(Lines.Text(choice.Title), Lines.Text(choice.Description)) is { Length: > 0 } words ? words : "[An answer without words]";
}
