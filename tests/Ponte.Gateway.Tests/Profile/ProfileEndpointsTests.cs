namespace Ponte.Gateway.Tests.Profile;

/// <summary>http-contract 8.6, on the simulated phone.</summary>
public sealed class ProfileEndpointsTests(SharedGateway gateway)
{
    // One red point.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Account_ChangedAndRead_AnswersToTheLetter()
    {
        var table = await ContractTable.StartAsync(gateway);
        await table.MissingAsync("4915112345678");
        await table.SandboxAsync("profile", new { chat = "100000000000001@lid", pushName = "Maria" });
        await table.CheckAsync(
            ("""POST /api/profile/account {"profileName":"The shop","profileStatus":"Open until six"}""", """200 {"success":true,"message":"Profile updated successfully","updatedFields":["profileName","profileStatus"]}"""),
            ("GET /api/profile/getAccount", """200 {"success":true,"message":"Profile retrieved successfully","profile":{"profilePicture":null,"profileName":"The shop","profileStatus":"Open until six","phoneNumber":"5511900000000","jid":"5511900000000@s.whatsapp.net","lid":null}}"""),
            ($$"""POST /api/profile/account {"profilePicture":"data:image/png;base64,{{Picture}}"}""", """200 {"success":true,"message":"Profile updated successfully","updatedFields":["profilePicture"]}"""),
            ("""POST /api/profile/account {"profilePicture":""}""", """200 {"success":true,"message":"Profile updated successfully","updatedFields":["profilePicture"]}"""),
            ("GET /api/profile/getAccount?number=55", "400 Invalid number. Use 5 to 15 digits or a JID"),
            ("GET /api/profile/getAccount?number=4915112345678", "400 Number is not on WhatsApp"),
            ("POST /api/profile/account {}", "400 Invalid request body: give at least one of profilePicture, profileName, profileStatus"),
            ("""POST /api/profile/account {"profileName":" "}""", "400 Invalid request body: profileName must not be empty"),
            ("""POST /api/profile/account {"profilePicture":"http://169.254.169.254/x"}""", "400 Invalid request body: profilePicture could not be fetched: link-local and metadata addresses are never called"));
    }

    [Fact]
    public async Task Privacy_ChangedAndRead_AnswersToTheLetter()
    {
        var table = await ContractTable.StartAsync(gateway);
        const string After = "\"settings\":" + """{"visibility":{"lastSeen":"contacts","status":"all","profile":"all","online":"match_last_seen"},"privacy":{"readReceipts":"none"},"permissions":{"callAdd":"known","groupAdd":"all"}}}""";
        await table.CheckAsync(
            ("""POST /api/profile/privacy {"visibility":{"lastSeen":"contacts","online":"match_last_seen"},"privacy":{"readReceipts":"none"},"permissions":{"callAdd":"known"}}""", """200 {"success":true,"message":"Privacy settings updated successfully",""" + After),
            ("GET /api/profile/getPrivacy", """200 {"success":true,"message":"Privacy settings retrieved successfully",""" + After),
            ("GET /api/profile/privacy", """200 {"success":true,"message":"Privacy settings retrieved successfully",""" + After),
            ("POST /api/profile/privacy {}", "400 Invalid request body: give at least one setting in visibility, privacy or permissions"),
            ("""POST /api/profile/privacy {"visibility":{"online":"contacts"},"privacy":5}""", "400 Invalid request body: privacy must be an object; visibility.online must be one of all, match_last_seen"));
        await table.SandboxAsync("connection", new { state = "disconnected" });
        await table.CheckAsync(("GET /api/profile/privacy", "503 Instance is not connected to WhatsApp"), ("GET /api/profile/getAccount", "503 Instance is not connected to WhatsApp"));
    }
}
