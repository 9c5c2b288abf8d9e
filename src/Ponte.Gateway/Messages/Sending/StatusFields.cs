using System.Globalization;
using Ponte.Gateway.Api;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>The fields of a status ("story"), which has no recipient (http-contract 7.3). Pure.</summary>
internal static class StatusFields
{
    private static readonly int[] Fonts = [0, 1, 2, 6, 7, 8, 9, 10];

    /// <summary>Reads them.</summary>
    public static (Addressing Addressing, Draft Draft) Read(JsonFields fields)
    {
        var addressing = new Addressing(ChatId.Status.Value) { Source = Addressing.ReadSource(fields) };
        var type = fields.RequiredText("type").ToLowerInvariant();
        switch (type)
        {
            case "text":
                var text = fields.RequiredText("message", MessageFields.MaxText);
                var content = new OutgoingText(text) { BackgroundColor = Color(fields), Font = Font(fields) };
                return (addressing, new Draft("text", content) { Text = text });
            case "image" or "video" or "audio":
                return (addressing, MessageFields.MediaOf(fields, type));
            default:
                if (type.Length > 0)
                {
                    fields.Report("type must be text, image, video or audio");
                }

                return (addressing, new Draft(type, null));
        }
    }

    private static uint? Color(JsonFields fields)
    {
        if (fields.Text("backgroundColor", 9) is not { Length: > 0 } text)
        {
            return null;
        }

        var digits = text.TrimStart('#');
        if (digits.Length is 6 or 8 && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var color))
        {
            return digits.Length == 6 ? 0xFF000000 | color : color;
        }

        fields.Report("backgroundColor must be a colour such as #25D366");
        return null;
    }

    private static int? Font(JsonFields fields)
    {
        var font = fields.Integer("font", 0);
        if (font is { } given && !Fonts.Contains((int)Math.Min(given, 100)))
        {
            fields.Report("font must be 0 to 2 or 6 to 10");
            return null;
        }

        return (int?)font;
    }
}
