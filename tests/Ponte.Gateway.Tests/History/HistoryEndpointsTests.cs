using System.Text.Json;

namespace Ponte.Gateway.Tests.History;

/// <summary>The reading side of <c>/api/chat</c>, to the letter of http-contract 8.1.</summary>
public sealed class HistoryEndpointsTests(HistoryWorld world) : IClassFixture<HistoryWorld>
{
    private const string Jid = HistoryWorld.Ana + "@s.whatsapp.net";

    private const string Contact =
        $$"""{"found":true,"jid":"{{Jid}}","lid":"{{HistoryWorld.AnasLid}}","name":"Ana Lima","push_name":"Ana","full_name":"Ana Lima","business_name":null}""";

    private const string T1 =
        $$"""
        {"messageId":"T1","content":"Hello!","type":"text","direction":"incoming","from":"{{Jid}}","to":"5511900009999@s.whatsapp.net","chat":"{{Jid}}","timestamp":"2026-02-16T18:32:39Z","isGroup":false,
        "fromMe":false,"status":"received","source":"","isEdited":true,"isDeleted":false,"replyTo":null}
        """;

    private const string M1 =
        $$$"""
        {"messageId":"M1","content":"Look","type":"image","direction":"incoming","from":"{{{Jid}}}","to":"5511900009999@s.whatsapp.net","chat":"{{{Jid}}}","timestamp":"2026-02-16T18:32:41Z","isGroup":false,
        "fromMe":false,"status":"received","source":"","isEdited":false,"isDeleted":false,"replyTo":null,
        "media":{"type":"image","mimeType":"image/png","size":100001,"duration":null,"fileName":"photo.png","isVoiceNote":false}}
        """;

    private const string Poll =
        """
        {"success":true,"message":"Poll retrieved successfully","messageId":"P1","data":{"messageId":"P1","name":"When?",
        "votes":[{"optionName":"Tuesday","optionVoteCount":0},{"optionName":"Friday","optionVoteCount":1}],
        "voteDetails":[{"optionHash":"HASH","optionName":"Friday","senderJid":"5511900000001@s.whatsapp.net","voteMessageId":"V2","createdAt":"2026-02-16T18:32:49Z"}]}}
        """;

    private const string Status =
        """{"success":true,"message":"Message status retrieved successfully","message_id":"<id>","status":"STATUS","status_code":CODE,"direction":"WAY","chat_jid":"CHAT","timestamp":"AT"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("contacts", "?number=5511900000001", $$$"""{"success":true,"message":"Contact retrieved successfully","contact":{{{Contact}}}}""")]
    [InlineData("contacts", "?number=%2B55%20(11)%2090000-0001", $$$"""{"success":true,"message":"Contact retrieved successfully","contact":{{{Contact}}}}""")]
    [InlineData("contacts", "?number=" + HistoryWorld.AnasLid, $$$"""{"success":true,"message":"Contact retrieved successfully","contact":{{{Contact}}}}""")]
    [InlineData(
        "contacts", "?number=4915112345678",
        """{"success":true,"message":"Contact not found","contact":{"found":false,"jid":"4915112345678@s.whatsapp.net","lid":null,"name":null,"push_name":null,"full_name":null,"business_name":null}}""")]
    [InlineData("getMessage", "?messageId=T1", $$$"""{"success":true,"message":"Message found","messageId":"T1","status":"found","data":{{{T1}}}}""")]
    [InlineData("getMessage", "?messageId=M1", $$$"""{"success":true,"message":"Message found","messageId":"M1","status":"found","data":{{{M1}}}}""")]
    public async Task Get_KnownThings_AreAnsweredToTheLetter(string route, string query, string expected)
    {
        var answer = await world.GetAsync(route, query);

        Assert.Equal("200 " + expected.Replace("\n", "", StringComparison.Ordinal), $"{answer.Status} {answer.Text}");
    }

    [Theory]
    [InlineData("T1", "received", 3, "received", Jid, "2026-02-16T18:32:39Z")]
    [InlineData("T2", "delivered", 2, "sent", Jid, "2026-02-16T18:32:40Z")]
    [InlineData("G2", "received", 3, "received", HistoryWorld.Group, "2026-02-16T18:32:46Z")]
    public async Task Status_OfAMessage_IsItsWordAndNumber(string id, string status, int code, string way, string chat, string at)
    {
        var answer = await world.GetAsync("status", "?messageId=" + id);

        var expected = Status.Replace("<id>", id, StringComparison.Ordinal).Replace("STATUS", status, StringComparison.Ordinal)
            .Replace("CODE", $"{code}", StringComparison.Ordinal).Replace("WAY", way, StringComparison.Ordinal)
            .Replace("CHAT", chat, StringComparison.Ordinal).Replace("\"AT\"", $"\"{at}\"", StringComparison.Ordinal);
        Assert.Equal("200 " + expected, $"{answer.Status} {answer.Text}");
    }

    [Fact]
    public async Task Poll_AfterAChangedVote_CountsTheLastOne()
    {
        var answer = await world.GetAsync("poll", "?messageId=P1");

        // printf Friday | sha256sum
        var expected = Poll.Replace("\n", "", StringComparison.Ordinal).Replace("HASH", "E21F3F372A46D4BE7B49F6809FC91BAEFEADAE004AF06485518E124A142C0271", StringComparison.Ordinal);
        Assert.Equal("200 " + expected, $"{answer.Status} {answer.Text}");
    }

    [Fact]
    public async Task Contacts_WithoutANumber_AreEverybodyOnce()
    {
        var answer = await world.GetAsync("contacts");

        Assert.StartsWith("""{"success":true,"message":"Contacts retrieved successfully","contacts":[""", answer.Text, StringComparison.Ordinal);
        var jids = answer.Json.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("jid").GetString()).ToList();
        Assert.Equal(jids.Count, answer.Json.GetProperty("total").GetInt32());
        Assert.Equal([Jid, HistoryWorld.Bia + "@s.whatsapp.net", "5531990000003@s.whatsapp.net"], jids);
    }

    [Fact]
    public async Task History_PageByPage_IsTheWholeChatNewestFirst()
    {
        var first = await world.HistoryAsync(new { number = HistoryWorld.Ana, count = 3 });
        Assert.Equal((3, true, Jid), (first.Json.GetProperty("count").GetInt32(), first.Json.GetProperty("hasMore").GetBoolean(), first.Json.GetProperty("chat_jid").GetString()));
        Assert.Equal(["D1", "Q1", "P1"], Ids(first));
        Assert.Equal((true, ""), (first.Json.GetProperty("messages")[0].GetProperty("isDeleted").GetBoolean(), first.Json.GetProperty("messages")[0].GetProperty("content").GetString()));
        Assert.Equal("T2", first.Json.GetProperty("messages")[1].GetProperty("replyTo").GetString());

        var to = first.Json.GetProperty("messages")[2].GetProperty("timestamp").GetString();
        var second = await world.HistoryAsync(new { number = "+55 11 90000-0001", to });
        Assert.Equal((false, "P1 M1 T2 T1"), (second.Json.GetProperty("hasMore").GetBoolean(), string.Join(' ', Ids(second))));

        Assert.Equal(["M1", "T2"], Ids(await world.HistoryAsync(new { number = Jid, from = "2026-02-16T15:32:40-03:00", to = "2026-02-16 18:32:41", count = 99999999 })));
        Assert.Empty(Ids(await world.HistoryAsync(new { number = "4915112345678", from = "2026-02-16", to = "" })));

        var inGroup = await world.HistoryAsync(new { number = HistoryWorld.Group });
        Assert.Equal((HistoryWorld.Group, HistoryWorld.Bia + "@s.whatsapp.net"), (
            inGroup.Json.GetProperty("chat_jid").GetString(), inGroup.Json.GetProperty("messages")[0].GetProperty("senderJid").GetString()));
    }

    [Fact]
    public async Task History_OfOnePersonWithTwoNames_IsOneChat()
    {
        await Eventually.HoldsAsync(async () => Ids(await world.HistoryAsync(new { number = "5531990000003" })) is ["L3", "L2", "L1"]);
        Assert.Equal(["L3", "L2", "L1"], Ids(await world.HistoryAsync(new { number = "100000000000003@lid" })));
    }

    [Fact]
    public async Task Base64_OfAPicture_IsTheWholeFile()
    {
        var answer = await world.GetAsync("base64", "?messageId=M1");

        var expected = $$"""{"success":true,"message":"Base64 retrieved successfully","message_id":"M1","mime_type":"image/png","media_type":"image","base64":"{{Convert.ToBase64String(world.Picture)}}"}""";
        Assert.True($"200 {expected}" == $"{answer.Status} {answer.Text}");
        Assert.Equal(expected.Length, answer.Response.Content.Headers.ContentLength);
        Assert.Empty(Directory.GetFiles(Path.Combine(world.Gateway.DataFolder, "media")));

        await world.Gateway.Http.WithholdAsync(world.Name, 1, gone: true, Token);
        (await world.GetAsync("base64", "?messageId=M1")).IsError(404, "Message not found or no media available");
        await world.Gateway.Http.WithholdAsync(world.Name, 1, gone: false, Token);
        (await world.GetAsync("base64", "?messageId=M1")).IsError(502, "The file could not be fetched from WhatsApp. Try again later.");
    }

    [Fact]
    public async Task MarkReadAndPresence_AreSeenOnTheOtherSide()
    {
        var read = await world.PostAsync("markRead", """{"messageId":"Q1","number":"5511900000001"}""");
        Assert.Equal($$"""200 {"success":true,"message":"Message marked as read successfully","message_id":"Q1","chat_jid":"{{Jid}}"}""", $"{read.Status} {read.Text}");
        Assert.Equal(200, (await world.PostAsync("markRead", """{"messageId":"G1","number":"120363000000000001@g.us","sender":"5511900000002"}""")).Status);
        Assert.Equal(4, (await world.GetAsync("status", "?messageId=Q1")).Json.GetProperty("status_code").GetInt32());

        var presence = await world.PostAsync("presence", """{"number":5511900000001,"state":"Recording","duration":1}""");
        Assert.Equal($$"""200 {"success":true,"message":"Presence updated successfully","chat_jid":"{{Jid}}","state":"recording","duration":1}""", $"{presence.Status} {presence.Text}");
        Assert.Equal(60, (await world.PostAsync("presence", """{"number":"5511900000002","state":"TYPING","duration":999999}""")).Json.GetProperty("duration").GetInt32());
        Assert.Equal("paused", (await world.PostAsync("presence", """{"number":"5511900000002","state":"pause"}""")).Json.GetProperty("state").GetString());

        var seen = await Eventually.GetAsync(
            () => world.Gateway.Http.SeenAsync(world.Name, Token), all => all.GetProperty("typing").GetArrayLength() >= 4, TimeSpan.FromSeconds(20), all => all.ToString());
        Assert.Equal(
            [$"{Jid} Q1 ", $"{HistoryWorld.Group} G1 5511900000002@s.whatsapp.net"],
            seen.GetProperty("read").EnumerateArray().Select(one => $"{one.GetProperty("chat")} {one.GetProperty("id")} {(one.TryGetProperty("participant", out var who) ? who : default)}"));
        Assert.Equal(["recording", "paused"], Typing(seen, Jid));
        Assert.Equal(["composing", "paused"], Typing(seen, HistoryWorld.Bia + "@s.whatsapp.net"));
    }

    [Theory]
    [InlineData("contacts", "?number=nobody", 400, "Invalid number: give 5 to 15 digits with country code or a WhatsApp address (JID)")]
    [InlineData("getMessage", "", 400, "Message ID is required (use ?messageId=<message-id>)")]
    [InlineData("getMessage", "?messageId=%20", 400, "Message ID is required (use ?messageId=<message-id>)")]
    [InlineData("getMessage", "?messageId=none", 404, "Message not found")]
    [InlineData("getMessage", "?messageId=a%00b%20%F0%9F%98%80'", 404, "Message not found")]
    [InlineData("status", "", 400, "messageId query parameter is required")]
    [InlineData("status", "?messageId=none", 404, "Message not found")]
    [InlineData("poll", "", 400, "messageId query parameter is required")]
    [InlineData("poll", "?messageId=none", 404, "Message not found")]
    [InlineData("poll", "?messageId=D1", 404, "Message not found")]
    [InlineData("poll", "?messageId=T1", 400, "Message is not a poll")]
    [InlineData("base64", "", 400, "messageId query parameter is required")]
    [InlineData("base64", "?messageId=none", 404, "Message not found or no media available")]
    [InlineData("base64", "?messageId=T1", 404, "Message not found or no media available")]
    public async Task Get_Refused_SaysWhy(string route, string query, int status, string message) => (await world.GetAsync(route, query)).IsError(status, message);

    [Theory]
    [InlineData("history", "{}", "Number is required")]
    [InlineData("history", "[]", "Invalid request body: the body must be a JSON object")]
    [InlineData("history", """{"number":["5511900000001"],"count":"many"}""", "Invalid request body: number must be a string; count must be a number")]
    [InlineData("history", """{"number":"5511900000001","count":0}""", "Invalid request body: count must be greater than 0")]
    [InlineData("history", """{"number":"5511900000001","count":1e99}""", "Invalid request body: count must be a whole number")]
    [InlineData("history", """{"number":"1' or '1'='1"}""", "Invalid request body: number must be 5 to 15 digits with country code or a WhatsApp address (JID)")]
    [InlineData("history", """{"number":"5511900000001","from":"02/16/2026"}""", "invalid 'from' date format. Use ISO 8601 format (e.g., '2026-02-16T18:32:39Z')")]
    [InlineData("history", """{"number":"5511900000001","to":"2026-02-31"}""", "invalid 'to' date format. Use ISO 8601 format (e.g., '2026-02-16T18:32:39Z')")]
    [InlineData("history", """{"number":"5511900000001","from":"0001-01-01T00:00:00+14:00"}""", "invalid 'from' date format. Use ISO 8601 format (e.g., '2026-02-16T18:32:39Z')")]
    [InlineData("markRead", "{}", "messageId is required")]
    [InlineData("markRead", """{"messageId":7}""", "Invalid request body: messageId must be a string")]
    [InlineData("markRead", """{"messageId":"T1"}""", "Number is required")]
    [InlineData("markRead", """{"messageId":"ü","number":"5511900000001"}""", "Invalid request body: messageId must be a WhatsApp message id")]
    [InlineData("markRead", """{"messageId":"G1","number":"120363000000000001@g.us"}""", "sender is required for group messages")]
    [InlineData(
        "markRead", """{"messageId":"G1","number":"120363000000000001@g.us","sender":"120363000000000001@g.us"}""",
        "Invalid request body: sender must be 5 to 15 digits with country code or a person's address (JID)")]
    [InlineData("presence", """{"state":"typing"}""", "Number is required")]
    [InlineData("presence", """{"number":"5511900000001"}""", "State is required. Use 'typing', 'recording', or 'pause'")]
    [InlineData("presence", """{"number":"5511900000001","state":"dancing"}""", "Invalid state. Use 'typing', 'recording', or 'pause'")]
    [InlineData("presence", """{"number":"5511900000001","state":"typing","duration":-1}""", "Invalid request body: duration must be at least 0")]
    public async Task Post_Refused_SaysWhy(string route, string body, string message) => (await world.PostAsync(route, body)).IsError(400, message);

    [Fact]
    public async Task NotConnected_StoredThingsAreReadAndWhatNeedsWhatsAppIsRefused()
    {
        var http = world.Gateway.Http;
        var other = world.Gateway.NewName();
        await http.CreateSandboxAsync(other, Token);
        var file = await http.UploadAsync(other, [1, 2, 3], "image/png", cancellationToken: Token);
        await http.HappenAsync(other, "receive", new { from = HistoryWorld.Ana, id = "O1", content = new { kind = "media", media = "image", file } }, Token);
        await Eventually.HoldsAsync(async () => (await GetAsync("getMessage")).Status == 200);
        (await world.GetAsync("status", "?messageId=O1")).IsError(404, "Message does not belong to this instance");

        await http.SetConnectionAsync(other, "disconnected", Token);
        Assert.Equal(3, (await GetAsync("status")).Json.GetProperty("status_code").GetInt32());
        Assert.Equal("AQID", (await GetAsync("base64")).Json.GetProperty("base64").GetString());
        await http.WithholdAsync(other, 1, cancellationToken: Token);
        (await GetAsync("base64")).IsError(503, "Instance is not connected to WhatsApp");
        (await PostAsync("markRead", """{"messageId":"O1","number":"5511900000001"}""")).IsError(503, "Instance is not connected to WhatsApp");
        (await PostAsync("presence", """{"number":"5511900000001","state":"typing"}""")).IsError(503, "Instance is not connected to WhatsApp");

        // With the instance its messages go.
        Assert.Equal(200, (await Answer.SendAsync(http, HttpMethod.Delete, "/api/instance/delete/" + other)).Status);
        (await world.GetAsync("status", "?messageId=O1")).IsError(404, "Message not found");
        (await GetAsync("getMessage")).IsError(404, "Instance not found");

        Task<Answer> GetAsync(string route) => Answer.SendAsync(http, HttpMethod.Get, $"/api/chat/{route}/{other}?messageId=O1");
        Task<Answer> PostAsync(string route, string body) => Answer.SendAsync(http, HttpMethod.Post, $"/api/chat/{route}/{other}", body);
    }

    private static IReadOnlyList<string?> Ids(Answer history) =>
        [.. history.Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("messageId").GetString())];

    private static IEnumerable<string?> Typing(JsonElement seen, string chat) => seen.GetProperty("typing").EnumerateArray()
        .Where(one => one.GetProperty("chat").GetString() == chat).Select(one => one.GetProperty("state").GetString());
}
