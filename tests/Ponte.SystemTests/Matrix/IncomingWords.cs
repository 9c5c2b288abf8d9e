namespace Ponte.SystemTests.Matrix;

/// <summary>What a customer sends that is words to an agent.</summary>
internal static class IncomingWords
{
    private const string Section = "From WhatsApp: words";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Row("Text", "the text; `*bold*`, `_italic_`, `~strike~` and code as Chatwoot shows them",
            new { text = "It is *very* urgent, _please_ ~not~ now" }, "It is **very** urgent, _please_ ~~not~~ now"),
        new(Section, "Quoted reply", "the reply, threaded to the message it answers", async stage =>
        {
            var first = await stage.OpenAsync("Do you have it in blue?");
            var reply = await stage.ShownAsync(await stage.SendsAsync(new { text = "Or in green?", quote = first.SourceId }));
            Assert.Equal(first.Id, reply.InReplyTo);
        }),
        Row("Forwarded", "the text, marked as forwarded", new { text = "Look at this", forwarded = true }, "Look at this", "orwarded"),
        Row("Location", "name, address and a link to a map",
            Message(new { locationMessage = new { degreesLatitude = -23.561414, degreesLongitude = -46.655881, name = "The shop", address = "1 Example Street" } }),
            "The shop", "1 Example Street", "https://www.google.com/maps?q=-23.561414,-46.655881"),
        Row("Live location", "where it began, and that it is live",
            Message(new { liveLocationMessage = new { degreesLatitude = -23.5, degreesLongitude = -46.6, caption = "On my way" } }), "Live location", "q=-23.5,-46.6", "On my way"),
        Row("Contact card", "name, organisation, numbers", Message(new { contactMessage = new { displayName = "Ana Example", vcard = Card("Ana Example", "+55 11 90000-0009") } }),
            "Ana Example", "+55 11 90000-0009", "Example Ltd"),
        Row("Several contact cards", "each of them",
            Message(new
            {
                contactsArrayMessage = new
                {
                    displayName = "2 contacts",
                    contacts = new[]
                    {
                        new { displayName = "Ana Example", vcard = Card("Ana Example", "+55 11 90000-0009") },
                        new { displayName = "Rui Example", vcard = Card("Rui Example", "+55 11 90000-0008") },
                    },
                },
            }),
            "Ana Example", "Rui Example", "+55 11 90000-0008"),
        Row("Poll", "question and numbered options", new { poll = new { question = "Which day?", options = new[] { "Monday", "Friday" } } }, "Which day?", "1. Monday", "2. Friday"),
        new(Section, "Vote in a poll", "a private note who voted for what, threaded to the poll", async stage =>
        {
            var id = await stage.SendsAsync(new { poll = new { question = "Which day?", options = new[] { "Monday", "Friday" } } });
            var poll = await stage.ShownAsync(id);
            stage.Conversations = [poll.ConversationId];
            await stage.SendsAsync(new { vote = new { id, options = new[] { "Friday" } } });
            var note = await stage.FindAsync(message => message.Private && message.Content!.Contains("Friday", StringComparison.Ordinal));
            Assert.Equal(poll.Id, note.InReplyTo);
            Assert.Contains(MatrixStage.CustomerName, note.Content, StringComparison.Ordinal);
        }),
        Row("Choice from a list", "what was chosen",
            Message(new { listResponseMessage = new { title = "Opening hours", description = "Monday to Friday", singleSelectReply = new { selectedRowId = "1" } } }), "Opening hours"),
        Row("Pressed button", "its words", Message(new { buttonsResponseMessage = new { selectedButtonId = "1", selectedDisplayText = "Yes, please" } }), "Yes, please"),
        Row("Template reply", "its words", Message(new { templateButtonReplyMessage = new { selectedId = "1", selectedDisplayText = "Confirm" } }), "Confirm"),
        Row("List", "headline, text and entries",
            Message(new
            {
                listMessage = new { title = "Menu", description = "What do you need?", buttonText = "Open", sections = new[] { new { title = "All", rows = new[] { new { title = "Prices", rowId = "1" } } } } },
            }),
            "Menu", "What do you need?", "Prices"),
        Row("Buttons", "text and buttons",
            Message(new
            {
                buttonsMessage = new { contentText = "Shall we deliver?", footerText = "Example Ltd", buttons = new[] { new { buttonId = "1", buttonText = new { displayText = "Deliver" }, type = 1 } } },
            }),
            "Shall we deliver?", "Deliver", "Example Ltd"),
        Row("Interactive message", "text and what can be pressed",
            Message(new
            {
                interactiveMessage = new
                {
                    header = new { title = "Offer" },
                    body = new { text = "Two for one" },
                    nativeFlowMessage = new { buttons = new[] { new { name = "cta_url", buttonParamsJson = """{"display_text":"Shop now","url":"https://shop.example.com"}""" } } },
                },
            }),
            "Offer", "Two for one", "Shop now", "https://shop.example.com"),
        Row("Event", "name, time, place",
            Message(new { eventMessage = new { name = "Tasting", description = "Bring friends", startTime = 1790000000, location = new { name = "The shop" } } }), "Tasting", "Bring friends", "The shop"),
        Row("Order", "number of items and the total",
            Message(new { orderMessage = new { orderId = "1", itemCount = 3, orderTitle = "Order 7", message = "Quickly, please", totalAmount1000 = 99900, totalCurrencyCode = "BRL" } }),
            "Order 7", "3", "99.90", "BRL"),
        Row("Product", "title, price and description",
            Message(new { productMessage = new { product = new { productId = "1", title = "Blue mug", description = "Holds coffee", currencyCode = "BRL", priceAmount1000 = 25000 } } }),
            "Blue mug", "25.00 BRL", "Holds coffee"),
        Row("Group invitation", "the group's name and the link",
            Message(new { groupInviteMessage = new { groupJid = "120363000000000009@g.us", inviteCode = "AbCdEf", groupName = "Friends of the shop", caption = "Join us" } }),
            "Friends of the shop", "Join us"),
        new(Section, "From an ad", "headline, link and picture of the ad, and the text", async stage =>
        {
            var ad = new { title = "Summer sale", body = "Half price", sourceUrl = "https://ad.example.com/1", sourceType = "ad", showAdAttribution = true, thumbnail = IncomingGroups.Jpeg };
            var message = await stage.ShownAsync(await stage.SendsAsync(Message(new { extendedTextMessage = new { text = "I saw your ad", contextInfo = new { externalAdReply = ad } } })));
            Assert.All(["I saw your ad", "Summer sale", "https://ad.example.com/1"], part => Assert.Contains(part, message.Content, StringComparison.Ordinal));
            Assert.Equal("image", Assert.Single(message.Files).FileType);
        }),
        Row("Anything else", "a placeholder that says that something came", Message(new { stickerPackMessage = new { stickerPackId = "1", name = "Smiles" } }), "phone"),
    ];

    private static MatrixRow Row(string kind, string shown, object sent, params string[] parts) => new(Section, kind, shown, async stage =>
    {
        var message = await stage.ShownAsync(await stage.SendsAsync(sent));
        Assert.Equal("incoming", message.MessageType);
        Assert.All(parts, part => Assert.Contains(part, message.Content, StringComparison.Ordinal));
    });

    private static object Message(object content) => new { message = content };

    private static string Card(string name, string number) =>
        $"BEGIN:VCARD\nVERSION:3.0\nN:;{name};;;\nFN:{name}\nORG:Example Ltd;\nTEL;type=CELL;waid={string.Concat(number.Where(char.IsAsciiDigit))}:{number}\nEND:VCARD";
}
