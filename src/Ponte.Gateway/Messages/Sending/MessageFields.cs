using System.Globalization;
using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>The fields of each kind of message (http-contract 7.3). Problems are reported to the fields; what is answered then is of no account. Pure.</summary>
internal static class MessageFields
{
    /// <summary>The longest text that WhatsApp takes.</summary>
    public const int MaxText = 65_536;

    private const int MaxCaption = 4_096;
    private const int MaxName = 1_024;
    private const int MaxContacts = 100;
    private const int MaxOptions = 12;
    private const int MaxOption = 255;
    private const string Remove = "remove";

    /// <summary><c>text</c>.</summary>
    public static Draft Text(JsonFields fields)
    {
        var text = fields.RequiredText("message", MaxText);
        return new Draft("text", new OutgoingText(text)) { Text = text, HasLinkPreview = fields.Flag("linkPreview") ?? false };
    }

    /// <summary><c>media</c>.</summary>
    public static Draft Media(JsonFields fields)
    {
        var type = fields.RequiredText("mediaType").ToLowerInvariant();
        if (type.Length > 0 && type is not ("image" or "video" or "audio" or "document"))
        {
            fields.Report("mediaType must be image, video, audio or document");
        }

        return MediaOf(fields, type);
    }

    /// <summary>The fields of a file.</summary>
    /// <param name="fields">The body.</param>
    /// <param name="type">What it is to be.</param>
    public static Draft MediaOf(JsonFields fields, string type)
    {
        var caption = fields.Text("message", MaxCaption);
        var file = WithSource(fields, new FileDraft(type), "mediaUrl", "mediaBase64") with
        {
            MimeType = fields.Text("mimeType", 100),
            FileName = FileName(fields),
            Caption = caption,
            IsVoice = fields.Flag("isVoice") ?? true,
            Seconds = (int?)Limited(fields, "duration", 86_400),
            Waveform = Waveform(fields),
        };
        return new Draft(type, null) { File = file, Text = caption ?? "" };
    }

    /// <summary><c>sticker</c>.</summary>
    public static Draft Sticker(JsonFields fields) =>
        new("sticker", null) { File = WithSource(fields, new FileDraft("sticker"), "imageUrl", "imageBase64") };

    /// <summary><c>location</c>.</summary>
    public static Draft Location(JsonFields fields)
    {
        var latitude = fields.Number("latitude", -90, 90);
        var longitude = fields.Number("longitude", -180, 180);
        var name = fields.Text("name", MaxName);
        var address = fields.Text("address", MaxName);
        if (fields.Problems.Count == 0 && (latitude is null || longitude is null || (latitude == 0 && longitude == 0)))
        {
            fields.Report("latitude and longitude are required");
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"Lat: {latitude:0.######}, Long: {longitude:0.######}");
        return new Draft("location", new OutgoingLocation(latitude ?? 0, longitude ?? 0) { Name = name, Address = address })
        {
            Text = string.Join('\n', new[] { "📍 " + (name ?? place), address, name is null ? null : place }.Where(line => !string.IsNullOrEmpty(line))),
        };
    }

    /// <summary><c>contact</c>.</summary>
    public static Draft Contact(JsonFields fields)
    {
        var cards = new List<OutgoingContact>();
        var given = fields.Value("vcard");
        foreach (var entry in given.ValueKind == JsonValueKind.Object ? [given] : fields.Entries("vcard", MaxContacts))
        {
            var card = new JsonFields(entry);
            var name = card.RequiredText("fullName", 255);
            var phone = card.TextOrInteger("phone", 40) ?? "";
            if (ChatSearch.AddressOf(phone)?.Kind != ChatKind.Phone)
            {
                card.Report("phone must be a number with country code");
            }

            cards.Add(new OutgoingContact(name, VCard.Write(name, phone, card.Text("organization", 255), card.Text("email", 255), card.Text("url", 2_048))));
            foreach (var problem in card.Problems)
            {
                fields.Report($"vcard[{cards.Count - 1}].{problem}");
            }
        }

        if (cards.Count == 0 && fields.Problems.Count == 0)
        {
            fields.Report("vcard is required");
        }

        return new Draft("contact", new OutgoingContacts(cards))
        {
            Text = string.Join(", ", cards.Select(card => card.DisplayName)),
            Success = cards.Count > 1 ? $"{cards.Count} contacts sent successfully in one message" : "Message sent successfully",
            Extra = new Dictionary<string, object?> { ["vcard"] = given.ValueKind == JsonValueKind.Array ? given : new[] { given } },
        };
    }

    /// <summary><c>poll</c>.</summary>
    public static Draft Poll(JsonFields fields)
    {
        var question = fields.RequiredText("question", 255);
        var options = fields.Texts("options", MaxOptions, MaxOption);
        if (fields.Problems.Count == 0 && (options.Count < 2 || options.Any(string.IsNullOrWhiteSpace) || options.Distinct(StringComparer.Ordinal).Count() < options.Count))
        {
            fields.Report($"options must be 2 to {MaxOptions} different texts");
        }

        var most = Math.Clamp(fields.Integer("maxAnswer") ?? 1, 1, Math.Max(1, options.Count));
        return new Draft("poll", new OutgoingPoll(question, options, (int)most)) { Text = question };
    }

    /// <summary><c>reaction</c>.</summary>
    public static Draft Reaction(JsonFields fields)
    {
        var target = fields.RequiredText("messageId", 128);
        var emoji = fields.RequiredText("reaction", 64);
        var fromMe = fields.Flag("fromMe") ?? false;
        var participant = fields.Text("participant", 128);
        var isGroup = ChatSearch.AddressOf(fields.TextOrInteger("number", 128) ?? "")?.Kind == ChatKind.Group;
        UserId? author = participant is not null && ChatSearch.AddressOf(participant) is { } address && UserId.TryParse(address.Value, out var user) ? user : null;
        if (target.Length > 0 && !MessageId.TryParse(target, out _))
        {
            fields.Report("messageId must be the id of a message");
        }

        if (isGroup && !fromMe && author is null && fields.Problems.Count == 0)
        {
            fields.Report("participant is required for the message of somebody else in a group");
        }

        emoji = emoji == Remove ? "" : emoji;
        var id = MessageId.TryParse(target, out var parsed) ? parsed : MessageId.Parse("none");
        return new Draft("reaction", new OutgoingReaction(id, fromMe, isGroup && !fromMe ? author : null, emoji))
        {
            Text = emoji,
            Success = emoji.Length == 0 ? "Reaction removed successfully" : "Reaction sent successfully",
            Extra = new Dictionary<string, object?> { ["replyTo"] = new { messageId = target } },
        };
    }

    private static FileDraft WithSource(JsonFields fields, FileDraft draft, string urlField, string inlineField)
    {
        var both = fields.Has(urlField) && fields.Has(inlineField);
        var name = fields.Has(inlineField) ? inlineField : urlField;
        if (both || !fields.Has(name))
        {
            if (fields.IsObject)
            {
                fields.Report(both ? $"send {urlField} or {inlineField}, not both" : $"{urlField} is required");
            }

            return draft;
        }

        var value = fields.Value(name);
        if (value.ValueKind != JsonValueKind.String)
        {
            fields.Report($"{name} must be a string");
            return draft;
        }

        var isUrl = name == urlField && (value.GetRawTextStart().StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || value.GetRawTextStart().StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        return isUrl ? draft with { Url = fields.Text(name, 8_192) } : draft with { Inline = value };
    }

    private static string? FileName(JsonFields fields)
    {
        var name = fields.Text("fileName", 255);
        if (name?.Any(char.IsControl) == true)
        {
            fields.Report("fileName must not have control characters");
        }

        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    private static long? Limited(JsonFields fields, string name, long max)
    {
        var value = fields.Integer(name, 0);
        if (value > max)
        {
            fields.Report($"{name} must be at most {max}");
        }

        return value > max ? null : value;
    }

    private static List<byte>? Waveform(JsonFields fields)
    {
        var entries = fields.Entries("waveform", 64);
        if (entries.Count == 0)
        {
            return null;
        }

        var values = entries.Select(entry => entry.ValueKind == JsonValueKind.Number && entry.TryGetByte(out var value) && value <= 100 ? value : (byte?)null).ToList();
        if (values.Any(value => value is null))
        {
            fields.Report("waveform must be up to 64 numbers of 0 to 100");
            return null;
        }

        return [.. values.Select(value => value!.Value), .. Enumerable.Repeat((byte)0, 64 - values.Count)];
    }
}
