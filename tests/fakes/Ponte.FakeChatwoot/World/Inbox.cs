using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.World;

internal sealed class Inbox
{
    public required int Id { get; init; }

    public required Account Account { get; init; }

    public required int ChannelId { get; init; }

    public required string ChannelType { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string Identifier { get; init; }

    public required string HmacToken { get; init; }

    public required string Secret { get; set; }

    public string? WebhookUrl { get; set; }

    public string? WebsiteUrl { get; init; }

    public string? WebsiteToken { get; init; }

    public bool HmacMandatory { get; set; }

    public JsonObject AdditionalAttributes { get; set; } = [];

    public bool LockToSingleConversation { get; set; }

    public bool EnableAutoAssignment { get; set; } = true;

    public bool GreetingEnabled { get; set; }

    public string? GreetingMessage { get; set; }

    public bool CsatSurveyEnabled { get; set; }

    public bool EnableEmailCollect { get; set; } = true;

    public bool AllowMessagesAfterResolved { get; set; } = true;

    public bool WorkingHoursEnabled { get; set; }

    public string? OutOfOfficeMessage { get; set; }

    public string Timezone { get; set; } = "UTC";

    public string SenderNameType { get; set; } = "friendly";

    public string? BusinessName { get; set; }

    public SortedSet<int> Members { get; } = [];

    public int? AgentBotId { get; set; }

    public Dictionary<string, ContactInbox> ContactInboxes { get; } = new(StringComparer.Ordinal);

    public bool IsApi => ChannelType == "Channel::Api";

    /// <summary>An agent needs to be a member, an administrator does not (contract 1.4).</summary>
    public bool VisibleTo(User user) => Account.IsAdministrator(user) || Members.Contains(user.Id);
}
