using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Profile;

/// <summary>What the API reference says of <see cref="ProfileEndpoints"/>.</summary>
internal static class ProfileReference
{
    private const string NotConnected = "Instance is not connected to WhatsApp";

    private const string Settings =
        """
        {"visibility":{"lastSeen":"all","status":"all","profile":"all","online":"all"},"privacy":{"readReceipts":"all"},"permissions":{"callAdd":"all","groupAdd":"all"}}
        """;

    public static void DescribeChange(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Change this number's profile")
        .WithDescription("At least one field. Picture, name and status are changed in this order; when one fails, those before it stay changed.")
        .Takes(
            """{"profileName":"The shop"}""",
            new BodyField("profilePicture", "string", "A URL, a `data:` URI or base64, up to 10 MiB; empty removes the picture. It becomes a JPEG of 640 x 640."),
            new BodyField("profileName", "string", "Up to 25 characters."),
            new BodyField("profileStatus", "string", "The words about oneself, up to 139 characters; empty: none."))
        .Answers(200, "Changed", """{"success":true,"message":"Profile updated successfully","updatedFields":["profileName"]}""")
        .Refuses(400, ProfileEndpoints.NothingGiven)
        .Refuses(503, NotConnected);

    public static void DescribeRead(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read a profile")
        .WithDescription("Query: `number`, digits or a JID; without it this number's own. What WhatsApp does not show to this number is empty or null.")
        .Answers(200, "The profile", """{"success":true,"message":"Profile retrieved successfully","profile":{"profilePicture":null,"profileName":"The shop","profileStatus":"","phoneNumber":"5511900000001","jid":"5511900000001@s.whatsapp.net","lid":null}}""")
        .Refuses(400, ChatActions.ChatFields.InvalidNumber)
        .Refuses(400, ChatActions.ChatFields.NotOnWhatsApp)
        .Refuses(503, NotConnected);

    public static void DescribePrivacy(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read the privacy settings")
        .WithDescription("As WhatsApp has them now.")
        .Answers(200, "The settings", $$"""{"success":true,"message":"Privacy settings retrieved successfully","settings":{{Settings}} }""")
        .Refuses(503, NotConnected);

    public static void DescribeChangePrivacy(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Change the privacy settings")
        .WithDescription("At least one setting. They are changed one after the other; when one fails, those before it stay changed.")
        .Takes(
            """{"visibility":{"lastSeen":"contacts"}}""",
            new BodyField("visibility", "object", "`lastSeen`, `status`, `profile`: `all`, `contacts`, `contact_blacklist` or `none`; `online`: `all` or `match_last_seen`."),
            new BodyField("privacy", "object", "`readReceipts`: `all` or `none`."),
            new BodyField("permissions", "object", "`callAdd`: `all` or `known`; `groupAdd`: `all`, `contacts` or `contact_blacklist`."))
        .Answers(200, "All settings as they are now", $$"""{"success":true,"message":"Privacy settings updated successfully","settings":{{Settings}} }""")
        .Refuses(400, ProfileEndpoints.NoPrivacyGiven)
        .Refuses(503, NotConnected);
}
