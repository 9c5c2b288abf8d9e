using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Bridge.Realtime;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Hosting;
using Ponte.Gateway.Messages;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Issues;

/// <summary>
/// Neighbours that swapped on the cable were torn apart when events were read slower than they came: the hold counted from when a message was
/// read. Seen in the benchmark at 3,000 replies a second.
/// </summary>
public sealed class BusyReaderKeepsOrderTests(PostgresServer postgres)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hold_NeighbourIsReadLongAfterItCame_GoesFirstAllTheSame()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, postgres);
        using var host = await StartAsync(database);
        var integration = await ArrangeAsync(database, host.Services);
        var time = new FakeTimeProvider(Start);
        var hold = new MessageHold(
            host.Services.GetRequiredService<AgentMessages>(), host.Services.GetRequiredService<BridgeMetrics>(), time, NullLogger<MessageHold>.Instance);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = hold.RunAsync(stopping.Token);

        hold.ReadUpTo(Start);
        hold.Add(integration, Reply(2), Start);
        await PassAsync(time, TimeSpan.FromSeconds(2));
        hold.ReadUpTo(Start.AddMilliseconds(20));
        hold.Add(integration, Reply(1), Start.AddMilliseconds(20));
        hold.ReadUpTo(null);

        var payloads = await Eventually.GetAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
                await using var connection = await database.OpenAsync();
                return (await connection.QueryAsync<string>("select payload from delivery where destination = 'whatsapp' order by id")).ToList();
            },
            rows => rows.Count == 2);
        Assert.Equal(["reply 1", "reply 2"], payloads.Select(payload => OutgoingPayload.FromJson(payload).Text));
        await stopping.CancelAsync();
        await running;
        await host.StopAsync(Token);
    }

    // Small steps, each followed by a moment for what it sets off.
    private static async Task PassAsync(FakeTimeProvider time, TimeSpan span)
    {
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(50))
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await moment.WaitForNextTickAsync(Token);
        }
    }

    private static Message Reply(long id) => new() { Id = id, ConversationId = 5, MessageType = MessageType.Outgoing, Content = $"reply {id}" };

    private static async Task<IHost> StartAsync(TestDatabase database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ponte:Chatwoot:Enabled"] = "false" });
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(LoopbackPort.Find(), gatewayPort: 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Random, SecureRandom>();
        builder.Services.AddSingleton(database.Database).AddSingleton<WriteQueue>().AddSingleton(new SecretBox(new byte[32]));
        builder.Services.AddChats().AddDeliveries().AddEgress().AddBridge();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static async Task<Integration> ArrangeAsync(TestDatabase database, IServiceProvider services)
    {
        await using (var connection = await database.OpenAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into account (id, name, token_hash, created_at) values (1, 'a', 'h', 0);
                insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'i', 'sandbox', 't', 'e', 0);
                """);
        }

        var integration = new Integration(
            "int_1", "ins_1", IntegrationState.Activating, "http://127.0.0.1:9", 1, 1, "sealed", 7, "Inbox", new(false, false, false, false), "", "", Start, Start, Start);
        await services.GetRequiredService<IntegrationStore>().SaveAsync(integration, Token);
        var chat = await services.GetRequiredService<ChatDirectory>().ResolveTypedAsync("ins_1", ChatId.FromPhoneDigits("5511900000001"), Token);
        await services.GetRequiredService<ConversationRefStore>().SaveAsync("int_1", new ConversationRef(chat, 1, "chat-1", 5), Token);
        return integration;
    }
}
