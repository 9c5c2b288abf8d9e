using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What happens to messages and around them, as Chatwoot shows it.</summary>
[Collection(typeof(ChatServers))]
public sealed class AboutMessagesTests(Servers servers)
{
    private static readonly string[] Days = ["Tuesday", "Friday"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_EditedReactedToQuotedAndDeleted_IsThreaded()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from, "Hello", name: "Maria");
        var target = first.SourceId!;

        await instance.HappensAsync("edit", new { from, target, content = new { kind = "text", text = "*Hello!*" } });
        await instance.HappensAsync("reaction", new { from, name = "Maria", target, emoji = "👍" });
        await instance.HappensAsync("reaction", new { from, name = "Maria", target, emoji = "" });
        await instance.HappensAsync("receive", new { from, text = "This one", quote = new { id = target } });
        await instance.HappensAsync("receive", new { from, text = "And that", quote = new { id = "UNKNOWN", text = "Old words" } });

        var shown = await instance.ShownAsync(6);
        Assert.Equal(
            ["Hello", "Edited: **Hello!**", "Maria reacted with 👍", "Maria took the reaction back.", "This one", "> Old words\n\nAnd that"],
            shown.Select(message => message.Content));
        Assert.Equal([false, false, true, true, false, false], shown.Select(message => message.Private));
        Assert.Equal([null, first.Id, first.Id, first.Id, first.Id, null], shown.Select(message => message.InReplyTo));

        await instance.HappensAsync("delete", new { from, target });

        var after = await instance.ShownAsync(6, messages => messages[1].IsDeleted);
        Assert.Equal([true, true, false, false, false, false], after.Select(message => message.IsDeleted));
    }

    [Fact]
    public async Task Message_OfThePhone_IsOutgoingAndItsEditToo()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from);

        var target = await instance.HappensAsync("receive", new { from, fromMe = true, text = "We call you {{contact.name}}" });
        await instance.HappensAsync("edit", new { from, fromMe = true, target, content = new { kind = "text", text = "We write" } });

        var shown = await instance.ShownAsync(3);
        Assert.Equal(["outgoing", "outgoing"], shown.Skip(1).Select(message => message.MessageType));
        Assert.Equal(["We call you {\u200b{contact.name}}", "Edited: We write"], shown.Skip(1).Select(message => message.Content));
        Assert.Empty(await instance.HeardAsync(first.ConversationId));
    }

    [Fact]
    public async Task Message_OfTheAgent_IsNotTheCustomersToChangeOrDelete()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from);
        await servers.Fake.ReplyAsync(first.ConversationId, "It costs ten", Token);
        var target = Assert.Single(await instance.SentAsync(1)).MessageId;

        await instance.HappensAsync("edit", new { from, target, content = new { kind = "text", text = "It costs one" } });
        await instance.HappensAsync("delete", new { from, target });
        await instance.HappensAsync("receive", new { from, text = "fence" });

        var shown = await instance.ShownAsync(3);
        Assert.Equal(["Hello", "It costs ten", "fence"], shown.Select(message => message.Content));
        Assert.DoesNotContain(shown, message => message.IsDeleted);
    }

    [Fact]
    public async Task Message_InAGroup_DeletedBySomebodyElse_StaysWithANote()
    {
        var instance = await servers.ActivateAsync();
        var (from, other, chat) = (servers.NextNumber(), servers.NextNumber(), servers.NextGroup());
        var target = await instance.HappensAsync("receive", new { from, chat, name = "Maria", text = "Not nice" });

        await instance.HappensAsync("delete", new { from = other, chat, name = "Rui", target });

        var shown = await instance.ShownAsync(2);
        Assert.Equal([false, false], shown.Select(message => message.IsDeleted));
        Assert.Equal((true, "Rui deleted this message for everyone.", shown[0].Id), (shown[1].Private, shown[1].Content, shown[1].InReplyTo));
    }

    [Fact]
    public async Task Poll_Votes_AreNotes()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var target = await instance.HappensAsync("receive", new { from, content = new { kind = "poll", question = "When?", options = Days, isMultiple = true } });

        await instance.HappensAsync("vote", new { from, name = "Maria", target, options = Days });
        await instance.HappensAsync("vote", new { from, name = "Maria", target, options = Array.Empty<string>() });

        var shown = await instance.ShownAsync(3);
        Assert.Equal("**Poll:** When?\n1. Tuesday\n2. Friday\n\n(Several answers can be chosen.)", shown[0].Content);
        Assert.Equal(["Maria voted: Tuesday, Friday", "Maria took the vote back."], shown.Skip(1).Select(message => message.Content));
        Assert.All(shown.Skip(1), note => Assert.True(note.Private && note.InReplyTo == shown[0].Id));
    }

    [Fact]
    public async Task Reaction_InAResolvedConversation_StaysThere()
    {
        var instance = await servers.ActivateAsync(new { reopenResolved = false });
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from);
        await servers.Fake.ToggleStatusAsync(first.ConversationId, "resolved", Token);

        await instance.HappensAsync("reaction", new { from, name = "Maria", target = first.SourceId, emoji = "👍" });

        var shown = await instance.ShownAsync(2);
        Assert.Equal((first.ConversationId, first.Id), (shown[1].ConversationId, shown[1].InReplyTo));
        Assert.Single(await instance.ConversationsAsync());
    }

    [Fact]
    public async Task Call_Missed_IsAMessage()
    {
        var instance = await servers.ActivateAsync();

        await instance.HappensAsync("call", new { from = servers.NextNumber(), isVideo = true });

        Assert.Equal("Missed video call", Assert.Single(await instance.IncomingAsync(1)).Content);
    }

    [Fact]
    public async Task Group_Changes_AreNotesOnceThereIsAConversation()
    {
        var instance = await servers.ActivateAsync();
        var (chat, from) = (servers.NextGroup(), servers.NextNumber());

        await instance.HappensAsync("group", new { from, chat, change = "created", text = "Friends" });
        await instance.CustomerWritesAsync(from, "Hello", chat, name: "Maria");
        await instance.HappensAsync("group", new { from, name = "Maria", chat, change = "renamed", text = "Old friends" });

        var shown = await instance.ShownAsync(2);
        Assert.Equal(("Maria renamed the group to “Old friends”.", true), (shown[1].Content, shown[1].Private));
    }

    [Fact]
    public async Task Receipt_ReadOnThePhone_IsSeenInChatwoot()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from);

        await instance.HappensAsync("receipt", new { from, fromMe = true, messages = new[] { first.SourceId }, level = "read" });

        await RequestedAsync($"/conversations/{first.ConversationId}/update_last_seen");
    }

    [Fact]
    public async Task Typing_OfACustomer_IsShown()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from);

        await instance.HappensAsync("typing", new { from, state = "composing" });

        await RequestedAsync($"/conversations/{first.ConversationId}/toggle_typing");
    }

    private Task<List<FakeRequest>> RequestedAsync(string path) => Eventually.GetAsync(
        () => servers.Fake.RequestsAsync(Token),
        requests => requests.Any(request => request.Status == 200 && request.Path.EndsWith(path, StringComparison.Ordinal)));
}
