using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Profile;

/// <summary>The privacy settings as the API groups them (http-contract 8.6).</summary>
internal static class PrivacyFields
{
    private static readonly string[] Seen = ["all", "contacts", "contact_blacklist", "none"];

    public static PrivacySettings Read(JsonFields fields)
    {
        var (visibility, privacy, permissions) = (Part(fields, "visibility"), Part(fields, "privacy"), Part(fields, "permissions"));
        return new PrivacySettings
        {
            LastSeen = One(fields, visibility, "visibility.lastSeen", Seen),
            Status = One(fields, visibility, "visibility.status", Seen),
            Profile = One(fields, visibility, "visibility.profile", Seen),
            Online = One(fields, visibility, "visibility.online", "all", "match_last_seen"),
            ReadReceipts = One(fields, privacy, "privacy.readReceipts", "all", "none"),
            CallAdd = One(fields, permissions, "permissions.callAdd", "all", "known"),
            GroupAdd = One(fields, permissions, "permissions.groupAdd", "all", "contacts", "contact_blacklist"),
        };
    }

    public static object View(PrivacySettings settings) => new
    {
        visibility = new { lastSeen = settings.LastSeen, status = settings.Status, profile = settings.Profile, online = settings.Online },
        privacy = new { readReceipts = settings.ReadReceipts },
        permissions = new { callAdd = settings.CallAdd, groupAdd = settings.GroupAdd },
    };

    private static JsonFields? Part(JsonFields fields, string name)
    {
        if (!fields.Has(name))
        {
            return null;
        }

        if (fields.Body.GetProperty(name) is { ValueKind: JsonValueKind.Object } part)
        {
            return new JsonFields(part);
        }

        fields.Report($"{name} must be an object");
        return null;
    }

    private static string? One(JsonFields fields, JsonFields? part, string path, params string[] allowed)
    {
        var name = path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..];
        if (part is null || !part.Has(name))
        {
            return null;
        }

        var value = part.Text(name);
        if (value is not null && allowed.Contains(value))
        {
            return value;
        }

        fields.Report($"{path} must be one of {string.Join(", ", allowed)}");
        return null;
    }
}
