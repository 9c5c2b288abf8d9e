using System.Text.Json;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Ledger;

namespace Ponte.SystemTests.Bridge;

/// <summary>What customers see of agents, and what agents are told of numbers.</summary>
[Collection(typeof(OutgoingServers))]
public sealed class PresenceTests(Servers servers)
{
    private static readonly int[] Agents = [4];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agent_Typing_IsShownToTheCustomer()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var chat = await instance.OpenChatAsync(number);
        using var admin = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl, FakeChatwootProcess.AgentToken);
        await admin.SendAsync(HttpMethod.Post, "inbox_members", new { inbox_id = instance.InboxId, user_ids = Agents });

        await agent.SendAsync(HttpMethod.Post, $"conversations/{chat.ConversationId}/toggle_typing_status", new { typing_status = "on", is_private = true });
        await agent.SendAsync(HttpMethod.Post, $"conversations/{chat.ConversationId}/toggle_typing_status", new { typing_status = "on" });
        await SeenAsync(instance, "typing", 1);
        await agent.SendAsync(HttpMethod.Post, $"conversations/{chat.ConversationId}/toggle_typing_status", new { typing_status = "off" });

        var typing = await SeenAsync(instance, "typing", 2);
        Assert.Equal(["composing", "paused"], typing.Select(seen => seen.GetProperty("state").GetString()));
        Assert.All(typing, seen => Assert.Equal(number + "@s.whatsapp.net", seen.GetProperty("chat").GetString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Agent_Answering_HasReadWhatTheCustomerWroteInThatChat(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/settings/{instance.Name}", new { autoReadMessages = true }, 200, Token);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number, "One");
        var second = await instance.OpenChatAsync(number, "Two");
        await instance.OpenChatAsync(servers.NextNumber(), "Somebody else");
        await instance.HasDeliveriesAsync("?state=pending", 0);

        await servers.Fake.ReplyAsync(first.ConversationId, "Answer", Token);

        var read = await SeenAsync(instance, "read", 2);
        Assert.Equal(new[] { first.SourceId, second.SourceId }.Order(), read.Select(seen => seen.GetProperty("id").GetString()).Order());
        Assert.All(read, seen => Assert.Equal(number + "@s.whatsapp.net", seen.GetProperty("chat").GetString()));
        await servers.Fake.ReplyAsync(first.ConversationId, "Another", Token);
        await instance.HeardAsync(first.ConversationId);
        Assert.Equal(2, (await SeenAsync(instance, "read", 2)).Count);
    }

    [Fact]
    public async Task Number_ThatIsNotOnWhatsApp_FailsAndANoteSaysSo()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.Gateway.Http.SetPeopleAsync(instance.Name, "missing", new { numbers = new[] { number } }, Token);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var contact = await agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number });
        var conversation = await agent.StartConversationAsync(instance.InboxId, contact);

        var message = await agent.PostAsync(conversation, new { content = "Hello?" });

        Assert.Equal("This number is not on WhatsApp.", await agent.HasStatusAsync(conversation, message, "failed"));
        var note = (await Eventually.GetAsync(instance.MessagesAsync, all => all.Any(shown => shown.Private))).Single(shown => shown.Private);
        Assert.Equal(conversation, note.ConversationId);
        Assert.StartsWith("This number is not on WhatsApp.", note.Content, StringComparison.Ordinal);
        Assert.Empty(await instance.Gateway.Http.SentAsync(instance.Name, Token));
    }

    private static Task<List<JsonElement>> SeenAsync(BridgedInstance instance, string what, int count) => Eventually.GetAsync(
        async () => (await instance.Gateway.Http.SeenAsync(instance.Name, Token)).GetProperty(what).EnumerateArray().ToList(),
        seen => seen.Count >= count,
        describe: seen => $"{seen.Count} of {count}");
}
