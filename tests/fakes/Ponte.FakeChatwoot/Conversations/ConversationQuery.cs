using System.Globalization;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Which conversations a list shows and what it counts (contract 5.3).</summary>
internal static class ConversationQuery
{
    private const int PageSize = 25;

    /// <summary>All that fit status, inbox and source_id and that the caller may see; paging and updated_within do not count here.</summary>
    public static List<Conversation> Matching(Call call)
    {
        var status = call.Query("status") ?? "open";
        var inbox = call.Query("inbox_id");
        var sourceId = call.Query("source_id");
        return [.. Visible(call).Where(conversation => (status == "all" || conversation.Status == status)
            && (inbox is null || conversation.Inbox.Id.ToString(CultureInfo.InvariantCulture) == inbox)
            && (sourceId is null || conversation.ContactInbox.SourceId == sourceId))];
    }

    public static List<Conversation> Recent(ChatwootWorld world, Call call, List<Conversation> matching)
    {
        var found = Assigned(call, matching);
        if (double.TryParse(call.Query("updated_within"), CultureInfo.InvariantCulture, out var seconds))
        {
            var since = world.Now - TimeSpan.FromSeconds(seconds);
            found = found.Where(conversation => conversation.UpdatedAt > since);
        }

        return [.. found.OrderByDescending(static conversation => conversation.LastActivityAt)];
    }

    /// <summary>25 a page; updated_within answers all matches unpaged (contract 5.3).</summary>
    public static IEnumerable<Conversation> PageOf(Call call, List<Conversation> found) =>
        call.Query("updated_within") is not null ? found : found.Skip((call.Page - 1) * PageSize).Take(PageSize);

    public static JsonObject Counts(Call call, List<Conversation> matching) => new()
    {
        ["mine_count"] = matching.Count(conversation => conversation.Assignee == call.User),
        ["assigned_count"] = matching.Count(static conversation => conversation.Assignee is not null),
        ["unassigned_count"] = matching.Count(static conversation => conversation.Assignee is null),
        ["all_count"] = matching.Count,
    };

    /// <summary>The conditions of <c>conversations/filter</c>, joined by AND, on the keys that a bridge would use.</summary>
    public static List<Conversation> Filtered(Call call)
    {
        var conditions = (call.Body.Array("payload") ?? []).OfType<JsonObject>().ToList();
        return [.. Visible(call).Where(conversation => conditions.TrueForAll(condition => Fits(conversation, condition)))
            .OrderByDescending(static conversation => conversation.LastActivityAt)];
    }

    private static bool Fits(Conversation conversation, JsonObject condition)
    {
        var own = Params.AsText(condition["attribute_key"]) switch
        {
            "status" => conversation.Status,
            "inbox_id" => conversation.Inbox.Id.ToString(CultureInfo.InvariantCulture),
            "display_id" => conversation.DisplayId.ToString(CultureInfo.InvariantCulture),
            "priority" => conversation.Priority,
            "assignee_id" => conversation.Assignee?.Id.ToString(CultureInfo.InvariantCulture),
            var key => throw ApiError.Error(422, $"Invalid attribute key - [{key}]. The key should be one of [status,assignee_id,inbox_id,display_id,priority] or a custom attribute defined in the account."),
        };
        var hit = (condition["values"] as JsonArray ?? []).Any(value => Params.AsText(value) == own);
        return Params.AsText(condition["filter_operator"]) == "not_equal_to" ? !hit : hit;
    }

    private static IEnumerable<Conversation> Visible(Call call)
    {
        var user = call.User!;
        return call.Account.IsAdministrator(user)
            ? call.Account.Conversations.Values
            : call.Account.Conversations.Values.Where(conversation => conversation.Inbox.VisibleTo(user));
    }

    private static IEnumerable<Conversation> Assigned(Call call, List<Conversation> matching) => call.Query("assignee_type") switch
    {
        "me" => matching.Where(conversation => conversation.Assignee == call.User),
        "assigned" => matching.Where(static conversation => conversation.Assignee is not null),
        "unassigned" => matching.Where(static conversation => conversation.Assignee is null),
        _ => matching,
    };
}
