using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Every kind of message, from the seam through the real engine to the simulated WhatsApp.</summary>
public sealed class SentKindsTests(FakeWhatsAppFixture server) : IClassFixture<FakeWhatsAppFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_EveryKind_ArrivesAsItWasMeant()
    {
        await using var phone = await LinkedPhone.CreateAsync(server);
        await using var session = await phone.LinkAsync();
        var customer = UserId.Parse(phone.Customer + "@s.whatsapp.net");

        async Task<FakeWhatsAppMessage> SentAsync(OutgoingContent content, Func<OutgoingMessage, OutgoingMessage>? more = null)
        {
            var message = phone.Reply("") with { Content = content };
            message = more?.Invoke(message) ?? message;
            Assert.IsType<SendResult.Accepted>(await session.SendAsync(message, Token));
            return Assert.Single(await phone.Fake.MessagesAsync(phone.Customer, Token), arrived => arrived.Id == message.Id.Value);
        }

        var text = await SentAsync(
            new OutgoingText("see https://a.example") { LinkPreview = new LinkPreview("https://a.example", "A") { Thumbnail = [1, 2, 3] } }, message => message with { IsForwarded = true });
        Assert.Equal(("A", "AQID", true), (Text(text.Preview, "title"), Text(text.Preview, "thumbnail"), text.Forwarded));
        var target = MessageId.Parse(text.Id);
        var place = await SentAsync(
            new OutgoingLocation(1.5, -2.5) { Name = "Shop" }, message => message with { Quote = new OutgoingQuote(target) { Chat = ChatId.Parse("120363000000000001@g.us") } });
        Assert.Equal(("Shop", 1.5, text.Id), (Text(place.Location, "name"), place.Location?.GetProperty("latitude").GetDouble(), place.Quoted?.Id));
        Assert.Equal(2, (await SentAsync(new OutgoingContacts([new("Ana", "BEGIN:VCARD"), new("Bob", "BEGIN:VCARD")]))).Contacts?.GetArrayLength());
        Assert.Equal(new FakeWhatsAppReaction(text.Id, "👍"), (await SentAsync(new OutgoingReaction(target, FromMe: true, null, "👍"))).Reaction);
        var edit = await SentAsync(new OutgoingEdit(target, "seen"));
        Assert.Equal(("1", "seen"), (edit.Edit, Text(edit.Edits, "text")));
        var status = await SentAsync(
            new OutgoingText("open") { BackgroundColor = 0xFF00AA55, Font = 2 }, message => message with { Chat = ChatId.Status, StatusAudience = [customer] });
        Assert.Equal(("status@broadcast", 0xFF00AA55), (status.Group, status.Style?.GetProperty("backgroundColor").GetUInt32()));

        var poll = await SentAsync(new OutgoingPoll("when?", ["today", "never"], 1));
        await phone.Fake.VoteAsync(phone.Customer, phone.Number, poll.Id, ["never"], Token);
        PollVoted? vote = null;
        while (vote is null)
        {
            vote = (await BaileysWorld.NextAsync(session)).Event as PollVoted;
        }

        Assert.Equal((poll.Id, "never"), (vote.Target.Value, Assert.Single(vote.Options ?? [])));
    }

    private static string? Text(JsonElement? value, string name) => value?.GetProperty(name).GetString();
}
