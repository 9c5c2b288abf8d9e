using Ponte.Gateway.Api;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>A webhook as its owner sends it.</summary>
internal sealed record WebhookSettings(string Label, bool Enabled, string Url, string? Authorization, string? Secret, bool ByEvents, IReadOnlyList<string> Events, bool MediaBase64)
{
    private const int MaxLabel = 64;
    private const int MaxUrl = 2_048;
    private const int MaxAuthorization = 4_096;
    private const int MaxSecret = 128;

    /// <summary>Reads the body of <c>POST /api/events/webhook</c>; meaningless once the fields have problems.</summary>
    public static WebhookSettings Read(JsonFields fields)
    {
        var label = fields.Text("label", MaxLabel) is { Length: > 0 } text ? text : Webhook.DefaultLabel;
        if (label.Any(char.IsControl) || string.IsNullOrWhiteSpace(label))
        {
            fields.Report("label must be readable text");
        }

        var enabled = fields.Flag("enabled");
        if (enabled is null && fields.Problems.Count == 0)
        {
            fields.Report("enabled is required");
        }

        return Read(fields, label, enabled == true, static name => name);
    }

    /// <summary>Reads the webhook fields of <c>POST /api/instance/new</c>, <c>webhookEnabled</c> and so on; null when none is wanted.</summary>
    public static WebhookSettings? ReadInline(JsonFields fields) => fields.Flag("webhookEnabled") is true
        ? Read(fields, Webhook.DefaultLabel, enabled: true, static name => name == "url" ? "webhookURL" : $"webhook{char.ToUpperInvariant(name[0])}{name[1..]}")
        : null;

    /// <summary>The label alone: the rest may be secret.</summary>
    public override string ToString() => Label;

    // Disabled, the row stays and what it held goes (http-contract 6.1).
    private static WebhookSettings Read(JsonFields fields, string label, bool enabled, Func<string, string> name)
    {
        var byEvents = fields.Flag(name("byEvents")) == true;
        if (!enabled)
        {
            return new WebhookSettings(label, Enabled: false, "", null, null, byEvents, [], MediaBase64: false);
        }

        return new WebhookSettings(
            label,
            Enabled: true,
            ReadUrl(fields, name("url")),
            ReadHeader(fields, name("authorization")),
            ReadSecret(fields, name("secret")),
            byEvents,
            EventFilter.Read(fields, name("events")),
            fields.Flag(name("mediaBase64")) == true);
    }

    private static string ReadUrl(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.RequiredText(name, MaxUrl).Trim();
        var isUsable = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { UserInfo: "", Fragment: "", Host.Length: > 0 }
            && !text.Any(char.IsControl);
        if (!isUsable && fields.Problems.Count == before)
        {
            fields.Report($"{name} must be an absolute http or https URL without user and fragment");
        }

        return text;
    }

    // It goes into a header as it is.
    private static string? ReadHeader(JsonFields fields, string name)
    {
        if (fields.Text(name, MaxAuthorization) is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Any(static character => character is < ' ' or > '~'))
        {
            fields.Report($"{name} must be printable ASCII");
        }

        return text;
    }

    private static string? ReadSecret(JsonFields fields, string name) =>
        fields.Text(name, MaxSecret) is { Length: > 0 } text ? text : null;
}
