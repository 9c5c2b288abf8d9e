using System.Text.Json;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Groups;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What the owner of a simulated phone has set up: profile, groups, chats, labels. Addresses are texts, as in the file.</summary>
internal sealed record SandboxOwn
{
    /// <summary>The number of every simulated phone.</summary>
    public static UserId Self { get; } = UserId.Parse("5511900000000@s.whatsapp.net");

    public string Name { get; set; } = "Sandbox";

    public string? Status { get; set; }

    /// <summary>The token of the picture.</summary>
    public string? Picture { get; set; }

    public PrivacySettings Privacy { get; set; } = new()
    {
        LastSeen = "all", Status = "all", Profile = "all", Online = "all", ReadReceipts = "all", CallAdd = "all", GroupAdd = "all",
    };

    public HashSet<string> Blocked { get; init; } = [];

    /// <summary>By address.</summary>
    public Dictionary<string, SandboxGroup> Groups { get; init; } = [];

    /// <summary>What was done to chats, by chat and kind of action.</summary>
    public Dictionary<string, string> Chats { get; init; } = [];

    public Dictionary<string, Label> Labels { get; init; } = [];

    /// <summary>The chats of each label.</summary>
    public Dictionary<string, HashSet<string>> Labelled { get; init; } = [];

    /// <summary>How many groups and invitation links there ever were.</summary>
    public int Count { get; set; }

    public static SandboxOwn Read(byte[]? json) => (json is null ? null : SandboxJson.Read(json, SandboxJson.Lines.SandboxOwn)) ?? new SandboxOwn();

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SandboxJson.Lines.SandboxOwn);
}

/// <summary>A group beside its name, picture and members, which are told to everybody.</summary>
internal sealed record SandboxGroup
{
    public string? Description { get; set; }

    public string InviteCode { get; set; } = "";

    public string? CreatedBy { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>This phone is not in it any more.</summary>
    public bool HasLeft { get; set; }

    public HashSet<string> Admins { get; init; } = [];

    public GroupSettings Settings { get; set; } = new()
    {
        MembersCanEditInfo = true, MembersCanSendMessages = true, MembersCanAddOthers = false, RequireAdminApproval = false,
    };

    /// <summary>Who asks to be let in.</summary>
    public List<string> Requests { get; init; } = [];
}
