using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class ConversationsApiTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, ConversationStatus.Open)]
    [InlineData(ConversationStatus.Pending, ConversationStatus.Pending)]
    [InlineData(ConversationStatus.Resolved, ConversationStatus.Resolved)]
    public async Task Create_WithStatus_StartsInIt(ConversationStatus? wanted, ConversationStatus expected)
    {
        var (inbox, contact, _) = await chatwoots.ConversationAsync("4.15.1");
        var source = (await chatwoots.Client("4.15.1").Contacts.GetAsync(contact.Id, Stop)).Value.ContactInboxes[0].SourceId!;

        var created = (await chatwoots.Client("4.15.1").Conversations.CreateAsync(new(inbox.Id, contact.Id, source) { Status = wanted }, Stop)).Value;

        Assert.Equal(expected, (await chatwoots.Client("4.15.1").Conversations.GetAsync(created.Id, Stop)).Value.Status);
        Assert.Equal((inbox.Id, contact.Id), (created.InboxId, created.Contact!.Id));
    }

    [Theory]
    [InlineData("4.15.1", false)]
    [InlineData("4.3.0", true)]
    public async Task Deletion_OfAMessage_IsAChangeOfTheConversationInOldVersionsOnly(string version, bool changes)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var messages = chatwoots.Client(version).Messages;
        var message = (await messages.CreateAsync(conversation.Id, new() { MessageType = MessageType.Outgoing, Content = "Wrong chat" }, Stop)).Value;
        var before = UpdatedAt();

        Assert.True((await messages.DeleteAsync(conversation.Id, message.Id, Stop)).IsSuccess);

        Assert.Equal(changes, UpdatedAt() > before);

        double UpdatedAt() => chatwoots[version].Control.Conversations().Single(shown => shown!["id"]!.GetValue<long>() == conversation.Id)!["updated_at"]!.GetValue<double>();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Delete_Conversation_IsGoneAfterAWhile(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var conversations = chatwoots.Client(version).Conversations;

        Assert.True((await conversations.DeleteAsync(conversation.Id, Stop)).IsSuccess);

        await Eventually.HoldsAsync(() => conversations.GetAsync(conversation.Id, Stop).Result.Error?.Kind == ChatwootErrorKind.NotFound);
        Assert.Equal(ChatwootErrorKind.NotFound, (await conversations.DeleteAsync(conversation.Id, Stop)).Error!.Kind);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task ToggleStatus_EveryStatus_IsAnsweredAndStored(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);
        var conversations = chatwoots.Client(version).Conversations;

        foreach (var status in (ConversationStatus[])[ConversationStatus.Resolved, ConversationStatus.Pending, ConversationStatus.Open, ConversationStatus.Open])
        {
            Assert.Equal(status, (await conversations.ToggleStatusAsync(conversation.Id, status, Stop)).Value);
            Assert.Equal(status, (await conversations.GetAsync(conversation.Id, Stop)).Value.Status);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task List_AllStates_GivesTheInboxsConversationsOnly(string version)
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync(version);
        await chatwoots.ConversationAsync(version);
        await chatwoots.Client(version).Conversations.ToggleStatusAsync(conversation.Id, ConversationStatus.Resolved, Stop);

        var all = (await chatwoots.Client(version).Conversations.ListAsync(new() { InboxId = inbox.Id, UpdatedWithin = TimeSpan.FromMinutes(1) }, Stop)).Value;
        var open = (await chatwoots.Client(version).Conversations.ListAsync(new() { InboxId = inbox.Id, Status = ConversationStatus.Open }, Stop)).Value;
        var past = (await chatwoots.Client(version).Conversations.ListAsync(new() { InboxId = inbox.Id, Page = 2 }, Stop)).Value;

        Assert.Equal(conversation.Id, Assert.Single(all).Id);
        Assert.Empty(open);
        Assert.Empty(past);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task UpdateLastSeen_IsAccepted(string version)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(version);

        Assert.True((await chatwoots.Client(version).Conversations.UpdateLastSeenAsync(conversation.Id, Stop)).IsSuccess);
        Assert.Equal(ChatwootErrorKind.NotFound, (await chatwoots.Client(version).Conversations.UpdateLastSeenAsync(999_999, Stop)).Error?.Kind);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task SetTyping_OfAContact_IsAccepted(string version)
    {
        var (inbox, contact, conversation) = await chatwoots.ConversationAsync(version);
        var client = chatwoots.Client(version);
        var source = (await client.Contacts.GetAsync(contact.Id, Stop)).Value.ContactInboxes[0].SourceId!;

        Assert.True((await client.Customers.SetTypingAsync(inbox.InboxIdentifier!, source, conversation.Id, isTyping: true, Stop)).IsSuccess);
        Assert.Equal(ChatwootErrorKind.NotFound, (await client.Customers.SetTypingAsync("nobody", source, conversation.Id, isTyping: false, Stop)).Error?.Kind);
    }

    [Fact]
    public async Task ToggleStatus_UnknownStatus_IsABugOfTheCaller() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
        chatwoots.Client("4.15.1").Conversations.ToggleStatusAsync(1, ConversationStatus.Unknown, Stop));

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_SourceOfAnotherContact_IsInvalid(string version)
    {
        var (inbox, _, _) = await chatwoots.ConversationAsync(version);
        var contacts = chatwoots.Client(version).Contacts;
        await contacts.CreateAsync(new(inbox.Id, "mine-" + version), Stop);
        var other = (await contacts.CreateAsync(new(inbox.Id, "yours-" + version), Stop)).Value;

        var error = (await chatwoots.Client(version).Conversations.CreateAsync(new(inbox.Id, other.Id, "mine-" + version), Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.Invalid, "HTTP 422: source_id should be unique"), (error.Kind, error.Detail));
    }
}
