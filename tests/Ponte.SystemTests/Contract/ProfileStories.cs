namespace Ponte.SystemTests.Contract;

/// <summary>The number's profile and privacy (http-contract 8.6).</summary>
internal static class ProfileStories
{
    // One red point.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    private const string After = "\"settings\":" + """{"visibility":{"lastSeen":"contacts","status":"all","profile":"all","online":"match_last_seen"},"privacy":{"readReceipts":"none"},"permissions":{"callAdd":"known","groupAdd":"all"}}}""";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("8.6", "account",
            ("""POST /api/sandbox/:instance/missing {"numbers":["4915112345678"]}""", "200 …"),
            ("""POST /api/profile/account/:instance {"profileName":"The shop","profileStatus":"Open until six"}""", """200 {"success":true,"message":"Profile updated successfully","updatedFields":["profileName","profileStatus"]}"""),
            ("GET /api/profile/getAccount/:instance", """200 {"success":true,"message":"Profile retrieved successfully","profile":{"profilePicture":null,"profileName":"The shop","profileStatus":"Open until six","phoneNumber":"5511900000000","jid":"5511900000000@s.whatsapp.net","lid":null}}"""),
            ($$"""POST /api/profile/account/:instance {"profilePicture":"data:image/png;base64,{{Picture}}"}""", """200 {"success":true,"message":"Profile updated successfully","updatedFields":["profilePicture"]}"""),
            ("""POST /api/profile/account/:instance {"profilePicture":""}""", """200 {"success":true,"message":"Profile updated successfully","updatedFields":["profilePicture"]}"""),
            ("GET /api/profile/getAccount/:instance?number=55", "400 Invalid number. Use 5 to 15 digits or a JID"),
            ("GET /api/profile/getAccount/:instance?number=4915112345678", "400 Number is not on WhatsApp"),
            ("POST /api/profile/account/:instance {}", "400 Invalid request body: give at least one of profilePicture, profileName, profileStatus"),
            ("""POST /api/profile/account/:instance {"profileName":" "}""", "400 Invalid request body: profileName must not be empty"),
            ("""POST /api/profile/account/:instance {"profilePicture":"http://169.254.169.254/x"}""", "400 Invalid request body: profilePicture could not be fetched: link-local and metadata addresses are never called")),
        new("8.6", "privacy",
            ("""POST /api/profile/privacy/:instance {"visibility":{"lastSeen":"contacts","online":"match_last_seen"},"privacy":{"readReceipts":"none"},"permissions":{"callAdd":"known"}}""", """200 {"success":true,"message":"Privacy settings updated successfully",""" + After),
            ("GET /api/profile/getPrivacy/:instance", """200 {"success":true,"message":"Privacy settings retrieved successfully",""" + After),
            ("GET /api/profile/privacy/:instance", """200 {"success":true,"message":"Privacy settings retrieved successfully",""" + After),
            ("POST /api/profile/privacy/:instance {}", "400 Invalid request body: give at least one setting in visibility, privacy or permissions"),
            ("""POST /api/profile/privacy/:instance {"visibility":{"online":"contacts"},"privacy":5}""", "400 Invalid request body: privacy must be an object; visibility.online must be one of all, match_last_seen")),
    ];
}
