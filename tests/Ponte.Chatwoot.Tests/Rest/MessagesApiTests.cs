using System.Text;
using Ponte.Chatwoot.Messages;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class MessagesApiTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_IncomingWithQuote_IsStoredAsGiven(string version)
    {
        var (inbox, contact, conversation) = await chatwoots.ConversationAsync(version);
        var messages = chatwoots.Client(version).Messages;
        var quoted = (await messages.CreateAsync(conversation.Id, Chatwoots.Incoming("first", "WA:1"), Stop)).Value;

        var created = (await messages.CreateAsync(
            conversation.Id, Chatwoots.Incoming("olá 😀\n{{contact.name}}", "WA:2") with { InReplyTo = quoted.Id, EchoId = "echo" }, Stop)).Value;

        Assert.Equal(("olá 😀\n{{contact.name}}", "WA:2", MessageType.Incoming, "echo"), (created.Content, created.SourceId, created.MessageType, created.EchoId));
        Assert.Equal((quoted.Id, "WA:1"), (created.ContentAttributes.InReplyTo, created.ContentAttributes.InReplyToExternalId));
        Assert.Equal((inbox.Id, conversation.Id, contact.Id, "contact"), (created.InboxId, created.ConversationId, created.Sender!.Id, created.Sender.Type));
        Assert.Equal("WA:2", chatwoots[version].Control.Messages((int)inbox.Id)[^1].SourceId);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_WithAttachments_UploadsThemWithNameAndType(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var message = Chatwoots.Incoming("caption", "WA:3") with
        {
            Attachments =
            [
                new("fatura \"1\" é.pdf", "application/pdf", _ => ValueTask.FromResult<Stream>(new MemoryStream("%PDF-1.4"u8.ToArray()))),
                new("voice.ogg", "audio/ogg; codecs=opus", _ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.ASCII.GetBytes("OggS")))),
                new("odd.bin", "not a type", _ => ValueTask.FromResult<Stream>(new MemoryStream([1, 2, 3]))),
            ],
        };

        var created = (await chatwoots.Client(version).Messages.CreateAsync(conversation.Id, message, Stop)).Value;

        Assert.Equal(("caption", "WA:3", MessageType.Incoming), (created.Content, created.SourceId, created.MessageType));
        Assert.Equal(["file", "audio", "file"], created.Attachments.Select(file => file.FileType));
        Assert.Equal([8, 4, 3], created.Attachments.Select(file => file.FileSize));
        Assert.Contains("%C3%A9.pdf", created.Attachments[0].DataUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AttachmentThatDoesNotOpen_ThrowsTheOpenersException()
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync("4.15.1");
        var message = Chatwoots.Incoming("x") with { Attachments = [new("a", "image/png", _ => throw new FileNotFoundException())] };

        await Assert.ThrowsAsync<FileNotFoundException>(() => chatwoots.Client("4.15.1").Messages.CreateAsync(conversation.Id, message, Stop));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_PrivateNoteByAgent_IsOutgoingAndPrivate(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var note = new NewMessage { MessageType = MessageType.Outgoing, Private = true, Content = LiquidText.Escape("{{ 7 }} not sent") };

        var created = (await chatwoots.Client(version).Messages.CreateAsync(conversation.Id, note, Stop)).Value;

        Assert.Equal((MessageType.Outgoing, true, FakeChatwootSeed.AdminId, "user"), (created.MessageType, created.Private, (int)created.Sender!.Id!, created.Sender.Type));
        Assert.Equal("{\u200B{ 7 }} not sent", created.Content);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task List_BeforeAndAfter_PagesInAscendingOrder(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var messages = chatwoots.Client(version).Messages;
        var ids = new List<long>();
        for (var i = 0; i < 105; i++)
        {
            ids.Add((await messages.CreateAsync(conversation.Id, Chatwoots.Incoming($"{i}"), Stop)).Value.Id);
        }

        Assert.Equal(ids[^20..], (await messages.ListAsync(conversation.Id, cancellationToken: Stop)).Value.Select(message => message.Id));
        Assert.Equal(ids[10..30], (await messages.ListAsync(conversation.Id, before: ids[30], cancellationToken: Stop)).Value.Select(message => message.Id));
        Assert.Equal(ids[1..101], (await messages.ListAsync(conversation.Id, after: ids[0], cancellationToken: Stop)).Value.Select(message => message.Id));
        Assert.Equal(ids[1..4], (await messages.ListAsync(conversation.Id, before: ids[4], after: ids[1], cancellationToken: Stop)).Value.Select(message => message.Id));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task UpdateStatus_FailedThenDelivered_KeepsAndClearsTheError(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var messages = chatwoots.Client(version).Messages;
        var created = (await messages.CreateAsync(conversation.Id, new() { MessageType = MessageType.Outgoing, Content = "x" }, Stop)).Value;

        var failed = (await messages.UpdateStatusAsync(conversation.Id, created.Id, MessageStatus.Failed, "not on WhatsApp", Stop)).Value;
        var delivered = (await messages.UpdateStatusAsync(conversation.Id, created.Id, MessageStatus.Delivered, cancellationToken: Stop)).Value;

        Assert.Equal((MessageStatus.Sent, MessageStatus.Failed, MessageStatus.Delivered), (created.Status, failed.Status, delivered.Status));
        Assert.Equal(("not on WhatsApp", null), (failed.ContentAttributes.ExternalError, delivered.ContentAttributes.ExternalError));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Delete_Twice_IsDeletedAndKeepsItsSource(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var messages = chatwoots.Client(version).Messages;
        var created = (await messages.CreateAsync(conversation.Id, Chatwoots.Incoming("x", "WA:9"), Stop)).Value;

        await messages.DeleteAsync(conversation.Id, created.Id, Stop);
        var deleted = (await messages.DeleteAsync(conversation.Id, created.Id, Stop)).Value;

        Assert.Equal((true, "WA:9"), (deleted.IsDeleted, deleted.SourceId));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_MoreThanTheLimit_IsTooManyMessages(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var control = chatwoots[version].Control;
        var before = control.Settings;
        control.Settings = before with { MessagesPerMinute = 2 };

        await chatwoots.Client(version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("1"), Stop);
        await chatwoots.Client(version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("2"), Stop);
        var error = (await chatwoots.Client(version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("3"), Stop)).Error!;
        control.Settings = before;

        Assert.Equal((ChatwootErrorKind.TooManyMessages, RequestFate.NotExecuted), (error.Kind, error.Fate));
    }

    [Fact]
    public async Task Create_InAbsentConversation_IsNotFound() => Assert.Equal(
        ChatwootErrorKind.NotFound, (await chatwoots.Client("4.15.1").Messages.CreateAsync(999999, Chatwoots.Incoming("x"), Stop)).Error!.Kind);
}
