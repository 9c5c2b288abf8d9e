using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.ChatActions;

/// <summary>What the API reference says of <see cref="LabelEndpoints"/>.</summary>
internal static class LabelReference
{
    private const string NotConnected = "Instance is not connected to WhatsApp";
    private const string Tag = """{"id":"1","name":"VIP","color":3,"colorHex":"#dfaef0","type":"CUSTOM","deleted":false}""";
    private const string Assigned = """{"success":true,"message":"Tag assigned successfully","tag_id":"1","chat_jid":"5511900000001@s.whatsapp.net"}""";

    private static readonly BodyField[] Assignment =
        [new("number", "string", "The chat: digits or a JID.", Required: true), new("tagId", "string", "The tag.", Required: true)];

    public static void DescribeList(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List the tags")
        .WithDescription("The labels of a WhatsApp Business number, as far as WhatsApp has told them since the number was linked.")
        .Answers(200, "The tags", $$"""{"success":true,"message":"Tags retrieved successfully","tags":[{{Tag}}],"total":1}""")
        .Refuses(503, NotConnected);

    public static void DescribeCreate(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Make a tag")
        .WithDescription("Colors are places in WhatsApp's palette.")
        .Takes(
            """{"name":"VIP","color":3}""",
            new BodyField("name", "string", "Up to 100 characters.", Required: true),
            new BodyField("color", "integer", "0 to 10; anything else counts as 0."))
        .Answers(201, "Made", $$"""{"success":true,"message":"Tag created successfully","tag":{{Tag}} }""")
        .Refuses(400, LabelEndpoints.NameRequired)
        .Refuses(503, NotConnected);

    public static void DescribeDeleteTag(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Delete a tag")
        .WithDescription("Query: `tagId`.")
        .Answers(200, "Deleted", """{"success":true,"message":"Tag deleted successfully","tag":{"id":"1","name":"VIP","color":3,"colorHex":"#dfaef0","type":"CUSTOM","deleted":true}}""")
        .Refuses(400, LabelEndpoints.IdQueryRequired)
        .Refuses(404, LabelEndpoints.NotFound)
        .Refuses(503, NotConnected);

    public static void DescribeAssign(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithSummary("Put a tag on a chat")
            .WithDescription("A chat may have several.")
            .Takes("""{"number":"5511900000001","tagId":"1"}""", Assignment)
            .Answers(200, "Done", Assigned)
            .Refuses(400, LabelEndpoints.IdRequired)
            .Refuses(404, LabelEndpoints.NotFound)
            .RefusesChats();
    }

    public static void DescribeUnassign(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithSummary("Take a tag off a chat")
            .WithDescription("`number` and `tagId` come in the body or in the query.")
            .Takes("""{"number":"5511900000001","tagId":"1"}""", Assignment)
            .Answers(200, "Done", Assigned.Replace("assigned", "removed", StringComparison.Ordinal))
            .Refuses(400, LabelEndpoints.IdRequired)
            .Refuses(404, LabelEndpoints.NotFound)
            .RefusesChats();
    }

    public static void DescribeContacts(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List the chats that have tags")
        .WithDescription("Query: `labelIds`, `labelNames` (lists with commas; without both, every tag), `refresh` (`true` asks WhatsApp anew).")
        .Answers(200, "The chats", """{"success":true,"message":"Contacts by label retrieved successfully","chats":[{"chat_jid":"5511900000001@s.whatsapp.net","labels":[{"id":"1","name":"VIP"}]}],"total_chats":1,"total_rows":1,"refreshed":false,"filter_label_ids":["1"]}""")
        .Refuses(503, NotConnected);
}
