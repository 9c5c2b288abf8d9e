using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What agents attach reaches WhatsApp as what it is.</summary>
[Collection(typeof(OutgoingServers))]
public sealed class AttachmentTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SeveralFiles_OneText_TheFirstCarriesItAsCaption(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var (picture, document) = (AgentFile.Png(), AgentFile.Pdf());

        await agent.AttachAsync(chat.ConversationId, "Our **menu**", picture, document, new AgentFile("notes.bin", "image/png", "only text"u8.ToArray()));

        var sent = await instance.SentAsync(3);
        Assert.Equal(["image", "document", "document"], sent.Select(message => message.Media));
        Assert.Equal(["Our *menu*", null, null], sent.Select(message => message.Caption));
        Assert.Equal(["image/png", "application/pdf", "application/octet-stream"], sent.Select(message => message.MimeType));
        Assert.Equal("price list.pdf", sent[1].FileName);
        Assert.Equal(picture.Bytes, await instance.Gateway.Http.SentMediaAsync(instance.Name, sent[0].MessageId, Token));
        Assert.Equal(document.Bytes, await instance.Gateway.Http.SentMediaAsync(instance.Name, sent[1].MessageId, Token));
    }

    [Fact]
    public async Task Recording_WithFfmpeg_IsAVoiceNoteAndItsTextComesBefore()
    {
        Assert.SkipUnless(AgentFile.CanConvert, "ffmpeg is not installed");
        var instance = await servers.ActivateAsync();
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);

        await agent.AttachAsync(chat.ConversationId, "Listen", AgentFile.Recording());

        var sent = await instance.SentAsync(2);
        Assert.Equal(("text", "Listen"), (sent[0].Type, sent[0].Text));
        Assert.Equal(("voice", "audio/ogg; codecs=opus", 2), (sent[1].Media, sent[1].MimeType, sent[1].Seconds));
        Assert.StartsWith("OggS", System.Text.Encoding.ASCII.GetString(await instance.Gateway.Http.SentMediaAsync(instance.Name, sent[1].MessageId, Token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsGone_FailsWithASentence()
    {
        var instance = await servers.ActivateAsync();
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", Path: "/rails/active_storage/*", Status: 404), Token);

        var message = await agent.AttachAsync(chat.ConversationId, "", AgentFile.Png());

        Assert.Equal("The file could not be fetched from Chatwoot: the file is not there any more.", await agent.HasStatusAsync(chat.ConversationId, message, "failed"));
        await servers.Fake.DisarmAsync(fault, Token);

        await agent.RetryAsync(chat.ConversationId, message);
        Assert.Equal("image", Assert.Single(await instance.SentAsync(1)).Media);
    }

    [Fact]
    public async Task File_UnderChatwootsOwnWrongAddress_IsFetchedWhereChatwootIs()
    {
        await using var chatwoot = await FakeChatwootProcess.StartAsync(["--Fake:FrontendUrl=http://127.0.0.1:9"], cancellationToken: Token);
        var gateway = await servers.GatewayAsync();
        await gateway.Http.CreateSandboxAsync("wrong-address", Token);
        var instance = new BridgedInstance(chatwoot, gateway, "wrong-address");
        await instance.ActivateAsync();
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(chatwoot.BaseUrl);

        await agent.AttachAsync(chat.ConversationId, "", AgentFile.Png());

        Assert.Equal("image", Assert.Single(await instance.SentAsync(1)).Media);
    }
}
