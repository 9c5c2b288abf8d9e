using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Outgoing;

namespace Ponte.Gateway.Tests.Bridge.Outgoing;

/// <summary>Which WhatsApp messages an agent's message becomes.</summary>
public sealed class ChatwootToWhatsAppTests
{
    private static readonly Integration Inbox = new(
        "int_1", "ins_1", "active", "https://chat.example", 2, 1, "", 7, "Shop", new IntegrationFlags(true, false, false, true), "", "",
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Payloads_TextAndFiles_CaptionOnTheFirstAndQuoteOnce()
    {
        var payloads = Payloads(new Message
        {
            Id = 9,
            Content = "Look",
            Sender = new MessageSender { Type = "user", Name = "Ana" },
            ContentAttributes = new MessageContentAttributes { InReplyTo = 5 },
            Attachments = [File("image", "a.png"), File("file", "b.pdf")],
        });

        Assert.Equal(["*Ana*:\nLook", ""], payloads.Select(payload => payload.Text));
        Assert.Equal(["a.png", "b.pdf"], payloads.Select(payload => payload.Attachment!.Name));
        Assert.All(payloads, payload => Assert.Equal(2, payload.Parts));
        Assert.Equal([5, null], payloads.Select(payload => payload.ReplyTo));
    }

    [Fact]
    public void Payloads_AudioOrLongText_TextComesFirst()
    {
        Assert.Equal(["Listen", ""], Payloads(new Message { Id = 9, Content = "Listen", Attachments = [File("audio", "x.ogg")] }).Select(payload => payload.Text));
        var words = new string('x', ChatwootToWhatsApp.MaxCaption + 1);
        Assert.Equal([words, ""], Payloads(new Message { Id = 9, Content = words, Attachments = [File("image", "a.png")] }).Select(payload => payload.Text));
    }

    [Fact]
    public void Payloads_TextBeyondTheLimit_IsCutWithoutLoss()
    {
        var payloads = Payloads(new Message { Id = 9, Content = string.Join('\n', Enumerable.Repeat(new string('y', 999), 140)) });

        Assert.All(payloads, payload => Assert.InRange(payload.Text.Length, 1, ChatwootToWhatsApp.MaxText));
        Assert.Equal(140 * 999, payloads.Sum(payload => payload.Text.Count(letter => letter == 'y')));
        Assert.Equal(payloads.Count, payloads[0].Parts);
    }

    [Fact]
    public void Payloads_SurveyAndChoices_AreReadable()
    {
        var survey = ChatwootToWhatsApp.Payloads(new Message { Id = 9, Content = "Please rate the conversation" }, Inbox, "https://chat.example/survey/responses/1");
        Assert.Equal("Please rate the conversation\nhttps://chat.example/survey/responses/1", Assert.Single(survey).Text);
        var choice = new Message
        {
            Id = 9,
            Content = "Choose",
            ContentAttributes = new MessageContentAttributes
            {
                Items = [new MessageItem { Title = "Sales" }, new MessageItem { Title = "Help", Description = "24 h", Actions = [new MessageItemAction { Text = "Open", Uri = "https://x.example" }] }],
            },
        };
        Assert.Equal("Choose\n1. Sales\n2. Help – 24 h\n   Open: https://x.example", Assert.Single(Payloads(choice)).Text);
    }

    [Theory]
    [InlineData("7b0f5e5e-2f5c-4d6f-9a59-0a7a3f0c1d2e.mp3", true)]
    [InlineData("song.mp3", false)]
    [InlineData("recording.wav", true)]
    public void Payloads_Audio_IsARecordingByItsName(string name, bool isRecording) =>
        Assert.Equal(isRecording, Assert.Single(Payloads(new Message { Id = 9, Attachments = [File("audio", name)] })).Attachment!.IsRecording);

    [Fact]
    public void Payloads_NameMeantToDeceive_IsMadeHarmless() =>
        Assert.Equal("etcpasswdfdp.exe", Assert.Single(Payloads(new Message { Id = 9, Attachments = [File("file", "..%2Fetc%5Cpasswd%E2%80%AEfdp.exe")] })).Attachment!.Name);

    private static IReadOnlyList<Ponte.Gateway.Messages.OutgoingPayload> Payloads(Message message) => ChatwootToWhatsApp.Payloads(message, Inbox, null);

    private static Attachment File(string type, string name) => new() { FileType = type, DataUrl = "https://chat.example/rails/active_storage/blobs/redirect/x/" + name };
}
