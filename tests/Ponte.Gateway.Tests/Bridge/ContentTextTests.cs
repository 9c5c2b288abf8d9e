using Ponte.Gateway.Bridge.Incoming;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;
using static Ponte.Gateway.Tests.Bridge.Happenings;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class ContentTextTests
{
    private static readonly MediaReference File = new("token", "image/jpeg");

    public static TheoryData<string, string> Contents => new()
    {
        { Json(new IncomingText("*Hi* Maria")), "**Hi** Maria" },
        { Json(new IncomingMedia(MediaKind.Image, File, "A *cat*")), "A **cat**" },
        { Json(new IncomingViewOnce(MediaKind.Image)), "[Picture that can be viewed once: WhatsApp shows it on the phone only.]" },
        { Json(new IncomingViewOnce()), "[Something that can be viewed once: WhatsApp shows it on the phone only.]" },
        {
            Json(new IncomingLocation(-23.5505, -46.6333) { Name = "Praça", Address = "Rua 1", Caption = "Here" }),
            "**Location**\nPraça\nRua 1\nhttps://www.google.com/maps?q=-23.5505,-46.6333\nHere"
        },
        {
            Json(new IncomingLocation(1, 2) { IsLive = true }),
            "**Live location** (where it began; it moves on the phone only)\nhttps://www.google.com/maps?q=1,2"
        },
        {
            Json(new IncomingContacts([new("Ana *Lima*", ["+55 11 90000-0003"]) { Organisation = "Acme", Emails = ["ana@example.com"] }, new("Rui", [])])),
            "**Contact card:** Ana **Lima**\nOrganisation: Acme\nPhone: +55 11 90000-0003\nE-mail: ana@example.com\n\n**Contact card:** Rui"
        },
        { Json(new IncomingPoll("Where?", ["Here", "There"], IsMultiple: false)), "**Poll:** Where?\n1. Here\n2. There\n\n(One answer can be chosen.)" },
        { Json(new IncomingPoll("Who?", ["A"], IsMultiple: true)), "**Poll:** Who?\n1. A\n\n(Several answers can be chosen.)" },
        { Json(new IncomingChoice("Size M", "Blue")), "Size M\nBlue" },
        { Json(new IncomingChoice("")), "[An answer without words]" },
        {
            Json(new IncomingMenu([new("Yes"), new("Shop", "https://x.example")]) { Title = "Order", Text = "Go on?", Footer = "Acme" }),
            "**Menu:** Order\nGo on?\n- Yes\n- Shop: https://x.example\n\nAcme"
        },
        { Json(new IncomingMenu([])), "**Menu**" },
        {
            Json(new IncomingEvent("Visit") { StartsAt = At, EndsAt = At.AddHours(1), Location = "Shop", Link = "https://x.example", Description = "Bring it" }),
            "**Event:** Visit\nWhen: 2024-10-04 00:00 UTC to 2024-10-04 01:00 UTC\nWhere: Shop\nLink: https://x.example\nBring it"
        },
        { Json(new IncomingEvent("Visit") { IsCanceled = true }), "**Canceled event:** Visit" },
        { Json(new IncomingOrder { Title = "No 5", Items = 2, Amount = 12.5m, Currency = "BRL", Text = "Soon?" }), "**Order:** No 5\nItems: 2\nTotal: 12.50 BRL\nSoon?" },
        { Json(new IncomingOrder()), "**Order**" },
        { Json(new IncomingProduct("Lamp") { Description = "Warm", Amount = 3, Url = "https://x.example/1" }), "**Product:** Lamp\nWarm\nPrice: 3.00\nLink: https://x.example/1" },
        { Json(new IncomingInvite("Friends", "https://chat.example/1", "Join")), "**Invitation to a group:** Friends\nhttps://chat.example/1\nJoin" },
        { Json(new IncomingInvite("Friends")), "**Invitation to a group:** Friends\n[It can be accepted on the phone only.]" },
        { Json(new IncomingUnsupported("fooMessage", "Words")), "[Message of another kind: not shown here yet. Open WhatsApp on the phone to see it.]\nWords" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void Of_EveryKind_IsReadable(string json, string expected) => Assert.Equal(expected, Shown((MessageReceived)WhatsApp.Json.EventJson.Read(json)));

    [Theory]
    [MemberData(nameof(Contents))]
    public void Snippet_EveryKind_HasWords(string json, string shown)
    {
        Assert.NotEmpty(shown);
        var content = ((MessageReceived)WhatsApp.Json.EventJson.Read(json)).Content;
        Assert.True(ContentText.Snippet(content).Length > 0 || content is IncomingChoice { Title: "" });
    }

    [Fact]
    public void Of_FileWithoutCaption_NeedsNoWords() => Assert.Null(Shown(Message(new IncomingMedia(MediaKind.Voice, File))));

    private static string Json(IncomingContent content) => WhatsApp.Json.EventJson.Write(Message(content));
}
