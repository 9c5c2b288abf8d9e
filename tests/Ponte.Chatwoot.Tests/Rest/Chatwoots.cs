using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Inboxes;
using Ponte.Chatwoot.Messages;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

/// <summary>One double of each recorded version, shared by a test class.</summary>
public sealed class Chatwoots : IAsyncLifetime
{
    private readonly Dictionary<string, FakeChatwootServer> _servers = [];
    private int _last;

    public static TheoryData<string> Versions => ["4.15.1", "4.3.0"];

    public FakeChatwootServer this[string version] => _servers[version];

    public async ValueTask InitializeAsync()
    {
        foreach (var version in Versions)
        {
            _servers[version] = await FakeChatwootServer.StartAsync(version, new FakeSettings { CableDelayMax = 0, DeleteDelay = 20 });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    internal ChatwootClient Client(string version, string token = FakeChatwootSeed.AdminToken, long accountId = FakeChatwootSeed.AccountId) =>
        Clients.For(this[version], token, accountId);

    /// <summary>A new inbox with a new contact and a new conversation.</summary>
    internal async Task<(Inbox Inbox, Contact Contact, Conversation Conversation)> ConversationAsync(string version)
    {
        var client = Client(version);
        var number = Interlocked.Increment(ref _last);
        var inbox = (await client.Inboxes.CreateApiInboxAsync(new($"Inbox {number}"))).Value;
        var contact = (await client.Contacts.CreateAsync(new(inbox.Id, $"source-{number}") { Name = "Maria" })).Value;
        var conversation = (await client.Conversations.CreateAsync(new(inbox.Id, contact.Id, $"source-{number}"))).Value;
        return (inbox, contact, conversation);
    }

    internal static NewMessage Incoming(string content, string? sourceId = null) =>
        new() { MessageType = MessageType.Incoming, Content = content, SourceId = sourceId };
}
