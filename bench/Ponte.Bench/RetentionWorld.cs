using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Telemetry;
using Ponte.WhatsApp.Ids;

namespace Ponte.Bench;

/// <summary>The gateway's own queue, ledger and retention on a SQLite database, without lanes: messages are completed here as a lane would do it.</summary>
internal sealed class RetentionWorld : IAsyncDisposable
{
    public const string Instance = "ins_bench";
    private const int Chats = 200;
    private const int ChatsAtATime = 10;

    private readonly TemporaryFolder _temporary = new();
    private readonly Random _random = new(7);
    private readonly DataFolder _folder;
    private readonly DbDataSource _source;
    private readonly WriteQueue _writes;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly DeliveryQueue _queue;
    private readonly DeliveryFailure _refused = new("chatwoot_invalid", "Chatwoot refused the message. HTTP 422: odd", Certain: true);
    private int _turn;

    private RetentionWorld(RetentionOptions options)
    {
        _folder = DataFolder.Open(_temporary.Path);
        _source = StorageServiceCollectionExtensions.CreateSource(new StorageOptions(), _folder);
        var database = new Database(_source, DatabaseKind.Sqlite);
        _writes = new WriteQueue(database);
        _queue = new DeliveryQueue(database, _writes, new LaneWaker(null!, NullLogger<LaneWaker>.Instance), new SecretBox(new byte[32]), new DeliveryMetrics(_services.GetRequiredService<IMeterFactory>()), new SettledRows(), Time);
        Retention = new Retention(new RetentionStore(database, _writes, Options.Create(options), Time), Time, NullLogger<Retention>.Instance);
        Ledger = new LedgerStore(database);
        Database = database;
    }

    public SimulatedTime Time { get; } = new();

    public Database Database { get; }

    public Retention Retention { get; }

    public LedgerStore Ledger { get; }

    /// <summary>Size of the database file and its log, in megabytes.</summary>
    public double Megabytes => Directory.GetFiles(_temporary.Path, "ponte.db*").Sum(file => new FileInfo(file).Length) / 1024.0 / 1024;

    public static async Task<RetentionWorld> StartAsync(RetentionOptions options)
    {
        var world = new RetentionWorld(options);
        await Migrator.RunAsync(world.Database, StorageServiceCollectionExtensions.ConnectionString(new StorageOptions(), world._folder), CancellationToken.None);
        await using var connection = await world.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            $"""
            insert into account (name, token_hash, created_at) values ('bench', 'hash', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('{Instance}', 1, 'bench', 'sandbox', 'h', 't', 0);
            """);
        await connection.ExecuteAsync("insert into chat (instance_id) values (@Instance)", Enumerable.Repeat(new { Instance }, Chats));
        return world;
    }

    /// <summary>Stores messages of a few chats and completes them with their links; one of a thousand is refused for good.</summary>
    public async Task DeliverAsync(int messages)
    {
        var chats = Enumerable.Range(0, ChatsAtATime).Select(n => 1L + (((_turn * ChatsAtATime) + n) % Chats)).ToList();
        _turn++;
        var rows = Enumerable.Range(0, messages).Select(n => Row(chats[n % ChatsAtATime], n)).ToList();
        await _writes.WriteAsync(transaction => _queue.InsertAsync(transaction, rows), CancellationToken.None);
        var waiting = new List<Delivery>();
        foreach (var chat in chats)
        {
            waiting.AddRange(await _queue.ReadLaneAsync(Lane(chat), messages, CancellationToken.None));
        }

        await Task.WhenAll(waiting.Select(CompleteAsync));
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return await connection.QuerySingleAsync<long>($"select count(*) from {table}");
    }

    public async ValueTask DisposeAsync()
    {
        Retention.Dispose();
        await _writes.DisposeAsync();
        await _source.DisposeAsync();
        await _services.DisposeAsync();
        _folder.Dispose();
        _temporary.Dispose();
    }

    private static LaneKey Lane(long chat) => new(Instance, chat, Destination.Chatwoot);

    private NewDelivery Row(long chat, int number)
    {
        var id = MessageId.Create(_random);
        var text = BenchText.Of(number);
        var payload = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":"message","id":"{{id}}","chat":"{{BenchText.PhoneOf((int)chat)}}@s.whatsapp.net","sender":"{{BenchText.PhoneOf((int)chat)}}@s.whatsapp.net","fromMe":false,"content":{"kind":"text","text":"{{text}}"} }""");
        return new NewDelivery(Lane(chat), DeliveryKind.Message, NewDelivery.MessageKey(chat, id), id.Value, payload);
    }

    private Task CompleteAsync(Delivery row)
    {
        if (row.Id % 1000 == 0)
        {
            return _queue.FailAsync(row, _refused, [], CancellationToken.None);
        }

        var link = new MessageLink(row.TargetId, 0, FromMe: false, null, "text", Time.GetUtcNow(), "int_bench", row.Lane.ChatId, row.Id) { Snippet = BenchText.Of((int)row.Id) };
        return _queue.CompleteAsync(row, new DeliveryOutcome.Delivered(link), CancellationToken.None);
    }
}
