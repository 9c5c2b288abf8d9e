using System.Globalization;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.PublicApi;

/// <summary>Finds what a public address names; what is missing is the general 404 (contract 7).</summary>
internal static class PublicLookup
{
    public static Inbox Inbox(Call call) => call.World.InboxesByIdentifier.GetValueOrDefault(call.Route("inbox")) ?? throw NotFound();

    public static ContactInbox Contact(Call call) => Inbox(call).ContactInboxes.GetValueOrDefault(call.Route("source")) ?? throw NotFound();

    /// <summary>The conversation is not checked against the inbox of the address, only against the contact (contract 7).</summary>
    public static Conversation Conversation(Call call)
    {
        var row = Contact(call);
        return int.TryParse(call.Route("conversation"), CultureInfo.InvariantCulture, out var id)
            && row.Contact.Account.Conversations.TryGetValue(id, out var conversation) && conversation.Contact == row.Contact ? conversation : throw NotFound();
    }

    /// <summary>True when a source_id in the address holds a raw dot, which Rails takes for a format: then no route matches.</summary>
    public static bool HasRawDot(string rawTarget)
    {
        const string prefix = "/public/api/v1/inboxes/";
        var path = rawTarget.Split('?')[0];
        return path.StartsWith(prefix, StringComparison.Ordinal) && path[prefix.Length..].Contains('.', StringComparison.Ordinal);
    }

    private static ApiError NotFound() => new(Answer.Of(new JsonObject { ["status"] = 404, ["error"] = "Not Found" }, 404));
}
