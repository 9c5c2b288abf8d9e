using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Chatwoot.CatchUp;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Realtime;
using Ponte.Chatwoot.Tests.Rest;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

/// <summary>The connection against a whole Chatwoot double on the real clock.</summary>
public sealed class ChatwootStreamTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task Agent_Answers_TheWholeStoryIsOnTheStream(string version)
    {
        var (inbox, contact, conversation) = await chatwoots.ConversationAsync(version);
        await using var stream = await StartAsync(version);
        var bridge = chatwoots.Client(version);

        var question = (await bridge.Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("question", "WA:1"), Stop)).Value;
        var answer = (await AgentAsync(version, inbox.Id, conversation.Id, "answer")).Id;
        await bridge.Messages.UpdateStatusAsync(conversation.Id, answer, MessageStatus.Delivered, cancellationToken: Stop);
        await bridge.Messages.DeleteAsync(conversation.Id, answer, Stop);
        await bridge.Conversations.ToggleStatusAsync(conversation.Id, ConversationStatus.Resolved, Stop);

        var asked = (await stream.UntilAsync<MessageCreated>(item => item.Message.Id == question.Id)).Message;
        Assert.Equal(("WA:1", MessageType.Incoming, contact.Id, inbox.Id), (asked.SourceId, asked.MessageType, asked.Sender!.Id!.Value, asked.InboxId!.Value));
        Assert.Equal(contact.ContactInboxes[0].SourceId, asked.Conversation!.ContactInbox!.SourceId);
        var answered = (await stream.UntilAsync<MessageCreated>(item => item.Message.Id == answer)).Message;
        Assert.Equal((null, MessageType.Outgoing, "user", "answer"), (answered.SourceId, answered.MessageType, answered.Sender!.Type, answered.Content));
        var delivered = await stream.UntilAsync<MessageUpdated>(item => item.Message.Id == answer && item.PreviousChanges.Has("status"));
        Assert.Equal((MessageStatus.Sent, MessageStatus.Delivered), (delivered.PreviousChanges.PreviousStatus!.Value, delivered.Message.Status));
        Assert.False(delivered.Message.IsDeleted);
        Assert.True((await stream.UntilAsync<MessageUpdated>(item => item.Message.Id == answer && item.Message.IsDeleted)).PreviousChanges.Has("content_attributes"));
        var resolved = (await stream.UntilAsync<ConversationStatusChanged>(item => item.Conversation.Id == conversation.Id)).Conversation;
        Assert.Equal((ConversationStatus.Resolved, contact.Id), (resolved.Status, resolved.Contact!.Id));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Drop_WithARotatedToken_ReconnectsAndCatchesUpWhatItMissed(string version)
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync(version);
        await using var stream = await StartAsync(version);
        var control = chatwoots[version].Control;
        var first = (await AgentAsync(version, inbox.Id, conversation.Id, "heard")).Id;
        await stream.UntilAsync<MessageCreated>(item => item.Message.Id == first);

        control.Cable("refuse");
        control.Cable("drop");
        await stream.UntilStateAsync(CableState.Reconnecting);
        control.RotatePubsubToken(FakeChatwootSeed.AdminId);
        var missed = (await AgentAsync(version, inbox.Id, conversation.Id, "missed")).Id;
        control.Cable("accept");
        await stream.UntilStateAsync(CableState.Connected);
        var live = (await AgentAsync(version, inbox.Id, conversation.Id, "live")).Id;
        await stream.UntilAsync<MessageCreated>(item => item.Message.Id == live);

        var pages = new InboxCatchUp(chatwoots.Client(version)).ReadAsync(inbox.Id, TimeSpan.FromMinutes(5), (_, _) => ValueTask.FromResult<long?>(first), Stop);
        var caught = (await pages.ToListAsync(Stop)).SelectMany(page => page.Value.Messages).Where(message => message.MessageType == MessageType.Outgoing);

        Assert.DoesNotContain(missed, stream.Heard);
        Assert.Equal([missed, live], caught.Select(message => message.Id));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Token_Revoked_HaltsAtTheNextConnectUntilAsked(string version)
    {
        await using var stream = await StartAsync(version);
        var control = chatwoots[version].Control;

        control.RotateToken(FakeChatwootSeed.AdminId, "AnotherTokenAnotherToken");
        control.Cable("drop");
        var cause = await stream.UntilStateAsync(CableState.Disconnected);
        control.RotateToken(FakeChatwootSeed.AdminId, FakeChatwootSeed.AdminToken);
        stream.Connection.Reconnect();
        await stream.UntilStateAsync(CableState.Connected);

        Assert.Equal((ChatwootErrorKind.InvalidToken, "HTTP 401: Invalid Access Token"), (cause!.Kind, cause.Detail));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Probe_ConfirmedOrMute_SaysWhich(string version)
    {
        Task<ChatwootError?> ProbeAsync() => CableProbe.ConfirmAsync(
            new() { BaseUrl = chatwoots[version].BaseUrl, ConfirmTimeout = TimeSpan.FromSeconds(1) }, token => SubscribeAsync(version, token), TimeProvider.System, NullLogger.Instance, cancellationToken: Stop);

        Assert.Null(await ProbeAsync());
        chatwoots[version].Control.Cable("mute_confirmations");
        var mute = await ProbeAsync();
        chatwoots[version].Control.Cable("unmute_confirmations");

        Assert.Equal("realtime connection not confirmed: no confirmation after 1s", mute!.Detail);
        await Eventually.HoldsAsync(() => chatwoots[version].Control.CableConnections == 0);
    }

    private async Task<Message> AgentAsync(string version, long inboxId, long conversationId, string text)
    {
        await chatwoots.Client(version).Inboxes.AddMembersAsync(inboxId, [FakeChatwootSeed.AgentId], Stop);
        return (await chatwoots.Client(version, FakeChatwootSeed.AgentToken).Messages.CreateAsync(
            conversationId, new() { MessageType = MessageType.Outgoing, Content = text }, Stop)).Value;
    }

    private async Task<ChatwootResult<RoomSubscription>> SubscribeAsync(string version, CancellationToken cancellationToken)
    {
        var profile = await chatwoots.Client(version).Profile.GetAsync(cancellationToken);
        return profile.IsSuccess ? RoomSubscription.FromProfile(profile.Value, FakeChatwootSeed.AccountId) : ChatwootResult.Failure<RoomSubscription>(profile.Error);
    }

    private async Task<Stream> StartAsync(string version)
    {
        var options = new CableOptions { BaseUrl = chatwoots[version].BaseUrl, Reconnect = new() { Cap = TimeSpan.FromMilliseconds(50) } };
        var stream = new Stream(new ActionCableConnection(
            options, token => SubscribeAsync(version, token), TimeProvider.System, new Random(1), NullLogger<ActionCableConnection>.Instance));
        await stream.UntilStateAsync(CableState.Connected);
        return stream;
    }

    private sealed class Stream : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<CableNotice> _notices;

        public Stream(ActionCableConnection connection)
        {
            Connection = connection;
            _notices = connection.ReadAllAsync().GetAsyncEnumerator();
            connection.Start();
        }

        public ActionCableConnection Connection { get; }

        public List<long> Heard { get; } = [];

        public async Task<T> UntilAsync<T>(Func<T, bool> fits)
            where T : CableEvent
        {
            while (true)
            {
                if (await NextAsync() is EventReceived { Event: T found } && fits(found))
                {
                    return found;
                }
            }
        }

        public async Task<ChatwootError?> UntilStateAsync(CableState state)
        {
            while (true)
            {
                if (await NextAsync() is ConnectionStateChanged change && change.State == state)
                {
                    return change.Cause;
                }
            }
        }

        public async ValueTask DisposeAsync() => await Connection.DisposeAsync();

        private async Task<CableNotice> NextAsync()
        {
            Assert.True(await Until.Within(_notices.MoveNextAsync().AsTask()));
            if (_notices.Current is EventReceived { Event: MessageCreated { Message.Id: var id } })
            {
                Heard.Add(id);
            }

            return _notices.Current;
        }
    }
}
