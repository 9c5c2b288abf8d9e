using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Groups;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Groups;

/// <summary>The fields of <c>create</c> and <c>update</c>.</summary>
internal sealed record GroupFields(string? Name, string? Description, string? Image, bool RemoveImage, GroupSettings? Settings)
{
    /// <summary>The most people of one request.</summary>
    public const int MaxParticipants = 500;

    /// <summary>The largest body: one with a picture in it.</summary>
    public const int MaxBody = ProfilePictures.MaxLength + (128 * 1024);

    // WhatsApp's own limits.
    private const int MaxName = 100;
    private const int MaxDescription = 2048;

    public const string NothingGiven = "Invalid request body: give at least one of name, description, image, removeImage, groupSettings";

    /// <summary>Whether there is nothing to change.</summary>
    public bool IsEmpty => Name is null && Description is null && string.IsNullOrEmpty(Image) && !RemoveImage && Settings is null;

    /// <summary>The parts that a change names, in the order in which they are made.</summary>
    public IReadOnlyList<string> Parts =>
    [
        .. Name is null ? Array.Empty<string>() : ["name"],
        .. Description is null ? Array.Empty<string>() : ["description"],
        .. RemoveImage ? ["removeImage"] : string.IsNullOrEmpty(Image) ? Array.Empty<string>() : ["image"],
        .. Settings is null ? Array.Empty<string>() : ["groupSettings"],
    ];

    public static GroupFields Read(JsonFields fields)
    {
        var name = fields.Text("name", MaxName);
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            fields.Report("name must not be empty");
        }

        return new GroupFields(
            name, fields.Text("description", MaxDescription), fields.Text("image", ProfilePictures.MaxLength), fields.Flag("removeImage") == true, ReadSettings(fields));
    }

    /// <summary>Those who are named; null when a text is neither a number nor the address of a person.</summary>
    public static IReadOnlyList<UserId>? ReadPeople(JsonFields fields)
    {
        var people = (fields.TextList("participants", MaxParticipants) ?? [])
            .Select(text => UserId.TryParse(ChatSearch.AddressOf(text)?.Value, out var user) ? (UserId?)user : null).Distinct().ToList();
        if (!people.Contains(null))
        {
            return [.. people.OfType<UserId>()];
        }

        fields.Report("participants must be phone numbers of 5 to 15 digits or addresses of people");
        return null;
    }

    private static GroupSettings? ReadSettings(JsonFields fields)
    {
        if (!fields.Has("groupSettings"))
        {
            return null;
        }

        if (fields.Body.GetProperty("groupSettings") is not { ValueKind: JsonValueKind.Object } body)
        {
            fields.Report("groupSettings must be an object");
            return null;
        }

        var inner = new JsonFields(body);
        var settings = new GroupSettings
        {
            MembersCanEditInfo = inner.Flag("membersCanEditInfo"),
            MembersCanSendMessages = inner.Flag("membersCanSendMessages"),
            MembersCanAddOthers = inner.Flag("membersCanAddOthers"),
            RequireAdminApproval = inner.Flag("requireAdminApproval"),
        };
        foreach (var problem in inner.Problems)
        {
            fields.Report("groupSettings." + problem);
        }

        return settings == new GroupSettings() ? null : settings;
    }
}
