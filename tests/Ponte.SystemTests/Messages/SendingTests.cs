using System.Text.Json;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Messages;

/// <summary>Programs send messages (http-contract 7).</summary>
[Collection(typeof(EventServers))]
public sealed class SendingTests(Servers servers)
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private const string Chat = "5511900000001@s.whatsapp.net";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text", """{"number":"+55 (11) 90000-0001","message":"Hello"}""", "text", "Hello", "text")]
    [InlineData("location", """{"number":"5511900000001","latitude":-23.5505,"longitude":-46.6333,"name":"Shop","address":"Rua 1"}""", "location", "📍 Shop\nRua 1\nLat: -23.5505, Long: -46.6333", "location")]
    [InlineData("contact", """{"number":"5511900000001","vcard":{"fullName":"Ana","phone":"+55 11 90000-0002"}}""", "contact", "Ana", "contacts")]
    [InlineData("poll", """{"number":"5511900000001@s.whatsapp.net","question":"Which day?","options":["Monday","Tuesday"],"maxAnswer":9}""", "poll", "Which day?", "poll")]
    [InlineData("reaction", """{"number":"5511900000001","messageId":"3EB0F1E2D3C4B5A6978899","reaction":"👍"}""", "reaction", "👍", "reaction")]
    [InlineData("media", $$"""{"number":"5511900000001","mediaType":"image","mediaBase64":"{{Picture}}","message":"Look"}""", "image", "Look", "media")]
    [InlineData("media", $$"""{"number":"5511900000001","mediaType":"document","mediaUrl":"data:image/png;base64,{{Picture}}","fileName":"a.png"}""", "document", "", "media")]
    [InlineData("sticker", $$"""{"number":"5511900000001","imageUrl":"data:image\/png;base64,{{Picture}}"}""", "sticker", null, "media")]
    public async Task Send_EachKind_IsAcceptedAndOnThePhone(string route, string body, string type, string? content, string kind)
    {
        var instance = await servers.CreateAsync();

        var answer = await PostAsync(instance, route, body);

        Assert.Equal(200, answer.Status);
        var sent = Assert.Single(await instance.SentAsync(1));
        var data = answer.Data();
        Assert.Equal((sent.MessageId, Chat, kind), (data.GetProperty("messageId").GetString(), sent.Chat, sent.Type));
        Assert.Equal(type, data.GetProperty("messageType").GetString());
        Assert.Equal(content, data.TryGetProperty("content", out var shown) ? shown.GetString() : null);
        Assert.Equal(("outgoing", Chat), (data.GetProperty("direction").GetString(), data.GetProperty("chat").GetProperty("jid").GetString()));
        Assert.Equal("sent", JsonDocument.Parse(answer.Body).RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("text", """{"message":"Hello"}""", 400, "Number is required")]
    [InlineData("text", """{"number":"abc","message":"Hello"}""", 400, "Number abc is neither digits with country code nor a WhatsApp address")]
    [InlineData("text", """{"number":"5511900000001"}""", 400, "Invalid request body: message is required")]
    [InlineData("text", """{"number":[],"message":7,"delay":-1,"replyPrivate":"x"}""", 400, "Invalid request body: number must be a string; delay must be at least 0; replyPrivate must be true or false; message must be a string")]
    [InlineData("text", """{"number":"5511900000001","message":"Hi","replyTo":"3EB000000000000000000"}""", 404, "Message to reply to not found")]
    [InlineData("text", """{"number":"120363000000000001@g.us","message":"Hi","mention":["5511900000001","everybody"]}""", 400, "Invalid request body: mention must be a list of numbers or addresses of people")]
    [InlineData("media", """{"number":"5511900000001","mediaType":"image","mediaBase64":"iVBOR\ud800w0KGgo="}""", 400, "Invalid request body: the file must be an http or https address, a data URI or base64")]
    [InlineData("media", """{"number":"5511900000001","mediaType":"image","mediaBase64":"data:image/png;base64,"}""", 400, "Invalid request body: the file must be an http or https address, a data URI or base64")]
    [InlineData("text", """{"number":"5511900000001","message":"Hi","source":"chatwoot"}""", 400, "Invalid request body: source must be a label of your own")]
    [InlineData("media", """{"number":"5511900000001","mediaType":"hologram"}""", 400, "Invalid request body: mediaType must be image, video, audio or document; mediaUrl is required")]
    [InlineData("media", """{"number":"5511900000001","mediaType":"image","mediaUrl":"!!"}""", 400, "Invalid request body: the file must be an http or https address, a data URI or base64")]
    [InlineData("media", """{"number":"5511900000001","mediaType":"image","mediaUrl":"http://169.254.169.254/latest"}""", 400, "The file could not be fetched: ")]
    [InlineData("sticker", """{"number":"5511900000001","imageUrl":"data:text/plain;base64,aGVsbG8="}""", 400, "imageUrl must be a PNG, JPEG, GIF or WebP picture")]
    [InlineData("location", """{"number":"5511900000001","latitude":0,"longitude":0}""", 400, "Invalid request body: latitude and longitude are required")]
    [InlineData("location", """{"number":"5511900000001","latitude":91,"longitude":0}""", 400, "Invalid request body: latitude must be between -90 and 90")]
    [InlineData("contact", """{"number":"5511900000001","vcard":[{"phone":"x"}]}""", 400, "Invalid request body: vcard[0].fullName is required; vcard[0].phone must be a number with country code")]
    [InlineData("contact", """{"number":"5511900000001"}""", 400, "Invalid request body: vcard is required")]
    [InlineData("poll", """{"number":"5511900000001","question":"?","options":["a","a"]}""", 400, "Invalid request body: options must be 2 to 12 different texts")]
    [InlineData("reaction", """{"number":"120363000000000001@g.us","messageId":"A1","reaction":"👍"}""", 400, "Invalid request body: participant is required for the message of somebody else in a group")]
    [InlineData("status", """{"type":"poem"}""", 400, "Invalid request body: type must be text, image, video or audio")]
    [InlineData("status", """{"type":"text","message":"Open","backgroundColor":"green","font":3}""", 400, "Invalid request body: backgroundColor must be a colour such as #25D366; font must be 0 to 2 or 6 to 10")]
    public async Task Send_WhatCannotBeSent_IsRefusedAndLeavesNothing(string route, string body, int status, string message)
    {
        var instance = await servers.CreateAsync();

        var answer = await PostAsync(instance, route, body);

        Assert.StartsWith(Answer.Error(status, message).Body.TrimEnd('}').TrimEnd('"'), answer.Body, StringComparison.Ordinal);
        Assert.Equal(status, answer.Status);
        Assert.Equal(0, await RowsAsync(instance));
    }

    [Fact]
    public async Task Send_NumberWithoutWhatsApp_Is400AndLeavesNothing()
    {
        var instance = await servers.CreateAsync();
        await instance.Gateway.Http.SetPeopleAsync(instance.Name, "missing", new { numbers = (string[])["5511900000009", "551190000009"] }, Token);

        Assert.Equal(Answer.Error(400, "Number 5511900000009 is not on WhatsApp"), await PostAsync(instance, "text", """{"number":"5511900000009","message":"Hi"}"""));
        Assert.Equal(0, await RowsAsync(instance));
    }

    [Fact]
    public async Task Send_NotConnected_Is503AndLeavesNothing_AndARepetitionIsAnsweredAllTheSame()
    {
        var instance = await servers.CreateAsync();
        const string Body = """{"number":"5511900000001","message":"Hello"}""";
        var first = await PostAsync(instance, "text", Body, "before");
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);

        Assert.Equal(Answer.Error(503, "Instance is not connected to WhatsApp"), await PostAsync(instance, "text?wait=false", Body, "after"));
        Assert.Equal(first, await PostAsync(instance, "text", Body, "before"));
        Assert.Equal(1, await RowsAsync(instance));
    }

    [Fact]
    public async Task Send_SameKey_IsOneMessage_AndAnotherRequestUnderItIs409()
    {
        var instance = await servers.CreateAsync();
        const string Body = """{"number":"5511900000001","message":"Once"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(instance, "text", Body, "order 7")));

        Assert.Single(answers.Distinct());
        Assert.Equal(Answer.Error(409, "This Idempotency-Key was used for another request"), await PostAsync(instance, "text", Body.Replace("Once", "Twice", StringComparison.Ordinal), "order 7"));
        Assert.Equal(Answer.Error(400, "Idempotency-Key must have 1 to 255 printable ASCII characters"), await PostAsync(instance, "text", Body, new string('k', 256)));
        await PostAsync(instance, "text", """{"number":"5511900000001","message":"Fence"}""");
        Assert.Equal(["Once", "Fence"], (await instance.SentAsync(2)).Select(sent => sent.Text));
    }

    [Fact]
    public async Task Send_RefusedByWhatsApp_IsToldAndStaysSo()
    {
        var instance = await servers.CreateAsync();
        await instance.Gateway.Http.RefuseAsync(instance.Name, 1, cancellationToken: Token);

        var answer = await PostAsync(instance, "text", """{"number":"5511900000001","message":"Hi"}""", "refused");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Message was not sent: WhatsApp refused this message", answer.Body, StringComparison.Ordinal);
        Assert.Equal(answer, await PostAsync(instance, "text", """{"number":"5511900000001","message":"Hi"}""", "refused"));
    }

    [Fact]
    public async Task Send_WithoutWaiting_Is202AndGoesOutTyping()
    {
        var instance = await servers.CreateAsync();

        var answer = await PostAsync(instance, "text?wait=false", """{"number":"5511900000001","message":"Later","delay":1}""");

        Assert.Equal(202, answer.Status);
        Assert.Contains("\"message\":\"Message queued\",\"status\":\"queued\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(answer.MessageId(), Assert.Single(await instance.SentAsync(1)).MessageId);
        var seen = await instance.Gateway.Http.SeenAsync(instance.Name, Token);
        Assert.Contains(seen.GetProperty("typing").EnumerateArray(), typing => typing.GetProperty("chat").GetString() == Chat);
    }

    [Fact]
    public async Task Sent_WithChatwoot_IsShownAsSentByTheApi()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);

        var text = await PostAsync(instance, "text", $$"""{"number":"{{number}}","message":"Your order is ready","source":"crm"}""");
        var media = await PostAsync(instance, "media", $$"""{"number":"{{number}}","mediaType":"image","mediaBase64":"{{Picture}}"}""");

        var shown = (await instance.ShownAsync(3)).Where(message => message.MessageType == "outgoing").ToList();
        Assert.Equal([text.MessageId(), media.MessageId()], shown.Select(message => message.SourceId));
        Assert.Equal("_Sent by the API (crm):_\nYour order is ready", shown[0].Content);
        Assert.Single(shown[1].Files);
        await PostAsync(instance, "reaction", $$"""{"number":"{{number}}","messageId":"{{text.MessageId()}}","fromMe":true,"reaction":"👍"}""");
        await instance.Gateway.Http.PostAsync($"/api/chat/edit/{instance.Name}", $$"""{"messageId":"{{text.MessageId()}}","content":"Your order is here"}""", cancellationToken: Token);
        await instance.ShownAsync(5, all => all.Any(message => message.Content == "A program (through the API) reacted with 👍")
            && all.Any(message => message.Content == "_Sent by the API:_\nEdited: Your order is here"));
        await instance.Gateway.Http.HappenAsync(instance.Name, "receipt", new { from = number, messages = new[] { text.MessageId() }, level = "read" }, Token);
        await instance.ShownAsync(5, all => all.Any(message => message.SourceId == text.MessageId() && message.Status == "read"));
    }

    [Fact]
    public async Task Change_WhatWasSent_IsEditedForwardedAndDeleted()
    {
        var instance = await servers.CreateAsync();
        var id = (await PostAsync(instance, "text", """{"number":"5511900000001","message":"Helo"}""")).MessageId();

        Assert.Equal(
            new Answer(200, $$"""{"success":true,"message":"Message edited successfully","messageId":"{{id}}","chatJid":"{{Chat}}","oldContent":"Helo","newContent":"Hello"}"""),
            await instance.Gateway.Http.PostAsync($"/api/chat/edit/{instance.Name}", $$"""{"messageId":"{{id}}","content":"Hello"}""", cancellationToken: Token));
        var forwarded = await instance.Gateway.Http.PostAsync($"/api/chat/forward/{instance.Name}", $$"""{"messageId":"{{id}}","to":"5511900000002"}""", cancellationToken: Token);
        Assert.Contains($"\"originalId\":\"{id}\",\"destinationJid\":\"5511900000002@s.whatsapp.net\"", forwarded.Body, StringComparison.Ordinal);
        Assert.Equal(
            new Answer(200, $$"""{"success":true,"message":"Message deleted for everyone successfully","messageId":"{{id}}","chat_jid":"{{Chat}}","delete_type":"revoke"}"""),
            await instance.Gateway.Http.AskAsync(HttpMethod.Delete, $"/api/chat/delete/{instance.Name}", $$"""{"messageId":"{{id}}","deleteForEveryone":true}"""));
        var sent = await instance.SentAsync(4);
        Assert.Equal(["text", "edit", "text", "delete"], sent.Select(message => message.Type));
        Assert.Equal("Hello", sent[2].Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_FileOfManyPieces_IsTheSameOnThePhone(bool isEscaped)
    {
        var instance = await servers.CreateAsync();
        var bytes = new byte[200_001];
        new Random(20_261_126).NextBytes(bytes);
        var base64 = "data:application/zip;base64," + Convert.ToBase64String(bytes);

        var answer = await PostAsync(
            instance, "media", $$"""{"number":"5511900000001","mediaType":"document","fileName":"a.zip","mediaUrl":"{{(isEscaped ? base64.Replace("/", "\\/", StringComparison.Ordinal) : base64)}}"}""");

        Assert.Equal((200, 200_001), (answer.Status, answer.Data().GetProperty("mediaSize").GetInt32()));
        Assert.Equal("application/zip", answer.Data().GetProperty("mediaMimeType").GetString());
        Assert.Equal(bytes, await instance.Gateway.Http.SentMediaAsync(instance.Name, answer.MessageId(), Token));
    }

    [Fact]
    public async Task Change_SameKey_HappensOnceAndIsAnsweredAgain()
    {
        var instance = await servers.CreateAsync();
        var id = (await PostAsync(instance, "text", """{"number":"5511900000001","message":"Helo"}""")).MessageId();
        Task<Answer> ChangeAsync(HttpMethod method, string route, string body) => instance.Gateway.Http.CallAsync(method, $"/api/chat/{route}/{instance.Name}", body, route, Token);
        Task<Answer> EditAsync() => ChangeAsync(HttpMethod.Post, "edit", $$"""{"messageId":"{{id}}","content":"Hello"}""");
        Task<Answer> ForwardAsync() => ChangeAsync(HttpMethod.Post, "forward", $$"""{"messageId":"{{id}}","to":"5511900000002"}""");
        Task<Answer> DeleteAsync() => ChangeAsync(HttpMethod.Delete, "delete", $$"""{"messageId":"{{id}}","deleteForEveryone":true}""");

        var first = (Edit: await EditAsync(), Forward: await ForwardAsync(), Delete: await DeleteAsync());

        Assert.Equal(first.Edit with { Body = first.Edit.Body.Replace("\"oldContent\":\"Helo\"", "\"oldContent\":null", StringComparison.Ordinal) }, await EditAsync());
        Assert.Equal(first.Forward, await ForwardAsync());
        Assert.Equal((200, first.Delete), (first.Delete.Status, await DeleteAsync()));
        Assert.Equal(409, (await ChangeAsync(HttpMethod.Delete, "delete", $$"""{"messageId":"{{id}}"}""")).Status);
        await PostAsync(instance, "text", """{"number":"5511900000001","message":"Fence"}""");
        Assert.Equal(["text", "edit", "text", "delete", "text"], (await instance.SentAsync(5)).Select(message => message.Type));
    }

    [Fact]
    public async Task Metrics_OfTwoInstances_AreAddedUp()
    {
        var (one, other) = (await servers.CreateAsync(), await servers.CreateAsync());
        await PostAsync(one, "text", """{"number":"5511900000001","message":"Hi"}""");
        await PostAsync(other, "location", """{"number":"5511900000001","latitude":1,"longitude":2}""");
        await other.CustomerWritesAsync("5511900000002", "Hello");

        var metrics = await Eventually.GetAsync(
            async () => (await one.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/metrics/{one.Name},{other.Name}", null, 200, Token)).GetProperty("metrics"),
            counters => counters.GetProperty("totalMessages").GetInt32() == 3);

        Assert.Equal((2, 1, 3), (metrics.GetProperty("sentMessages").GetInt32(), metrics.GetProperty("receivedMessages").GetInt32(), metrics.GetProperty("uniqueContacts").GetInt32()));
        Assert.Equal("""{"location":1,"text":2}""", metrics.GetProperty("messagesByType").GetRawText());
        Assert.Equal("""{"received":1,"sent":2}""", metrics.GetProperty("messagesByStatus").GetRawText());
        Assert.Equal((3, 3), (metrics.GetProperty("last7Days").GetInt32(), metrics.GetProperty("last30Days").GetInt32()));
        Assert.Equal(Answer.Error(404, "Instance not found"), await one.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/instance/metrics/{one.Name},nobody"));
    }

    [Fact]
    public async Task Text_WithALinkPreview_ShowsWhatThePageTells_AndGoesOutWithoutOneWhenItCannotBeRead()
    {
        var instance = await servers.CreateAsync();
        await using var site = new Receiver { Page = "<html><head><meta property=og:title content='Spring  sale'><meta name=description content='All week'></head></html>" };

        await PostAsync(instance, "text", $$"""{"number":"5511900000001","message":"See {{site.BaseUrl}}/sale.","linkPreview":true}""");
        await PostAsync(instance, "text", """{"number":"5511900000001","message":"See http://127.0.0.1:9/","linkPreview":true}""");

        var sent = await instance.SentAsync(2);
        Assert.Equal(("Spring sale", "All week"), (sent[0].LinkPreview!.Value.GetProperty("title").GetString(), sent[0].LinkPreview!.Value.GetProperty("description").GetString()));
        Assert.Null(sent[1].LinkPreview);
    }

    [Theory]
    [InlineData("POST", "edit", """{"content":"x"}""", 400, "messageId is required")]
    [InlineData("POST", "edit", """{"messageId":"A1"}""", 400, "content is required")]
    [InlineData("POST", "edit", """{"messageId":"A1","content":"x"}""", 404, "message not found")]
    [InlineData("POST", "forward", """{"to":"5511900000001"}""", 400, "messageId is required")]
    [InlineData("POST", "forward", """{"messageId":"A1"}""", 400, "to is required")]
    [InlineData("POST", "forward", """{"messageId":"A1","to":"5511900000001"}""", 404, "message not found")]
    [InlineData("DELETE", "delete", "{}", 400, "MessageID is required")]
    [InlineData("DELETE", "delete", """{"messageId":"A1"}""", 404, "message not found")]
    public async Task Change_WhatCannotBe_IsRefused(string method, string route, string body, int status, string message)
    {
        var instance = await servers.CreateAsync();

        Assert.Equal(Answer.Error(status, message), await instance.Gateway.Http.AskAsync(HttpMethod.Parse(method), $"/api/chat/{route}/{instance.Name}", body));
    }

    private static Task<Answer> PostAsync(BridgedInstance instance, string route, string body, string? key = null)
    {
        var at = route.Split('?');
        return instance.Gateway.Http.PostAsync($"/api/message/{at[0]}/{instance.Name}{(at.Length > 1 ? "?" + at[1] : "")}", body, key, Token);
    }

    private static async Task<int> RowsAsync(BridgedInstance instance) =>
        (await instance.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{instance.Name}?destination=whatsapp", null, 200, Token)).GetProperty("deliveries").GetArrayLength();
}
