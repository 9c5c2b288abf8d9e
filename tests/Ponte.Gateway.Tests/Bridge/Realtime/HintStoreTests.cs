using Dapper;
using Ponte.Gateway.Bridge.Realtime;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Bridge.Realtime;

/// <summary>Hints only widen, and go only as they were read.</summary>
public sealed class HintStoreTests(PostgresServer postgres)
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Add_InAnyOrder_WidensOneRowPerConversation(bool onPostgres)
    {
        await using var database = await TestDatabase.CreateAsync(onPostgres ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite, postgres);
        await using var writes = new WriteQueue(database.Database);
        var store = await StoreAsync(database, writes);

        foreach (var hint in new[]
        {
            Hint.Written("int_1", 5, 20, At), Hint.Written("int_1", 5, 10, At), Hint.Changed("int_1", 5, 8, At), Hint.Changed("int_1", 5, 3, At),
            Hint.Changed("int_1", 5, 6, At.AddMilliseconds(7)), Hint.Written("int_1", 6, 1, At),
        })
        {
            await store.AddAsync(hint, Token);
        }

        Assert.Equal([new("int_1", 6, 1, 0, 0, 1_000), new("int_1", 5, 20, 3, 8, 1_007)], await store.ListAsync("int_1", Token));
        Assert.Empty(await store.ListAsync("int_2", Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_ToldOfAgainMeanwhile_Stays(bool onPostgres)
    {
        await using var database = await TestDatabase.CreateAsync(onPostgres ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite, postgres);
        await using var writes = new WriteQueue(database.Database);
        var store = await StoreAsync(database, writes);
        await store.AddAsync(Hint.Changed("int_1", 5, 8, At), Token);
        var read = Assert.Single(await store.ListAsync("int_1", Token));

        // The same message once more: perhaps deleted after it was read.
        await store.AddAsync(Hint.Changed("int_1", 5, 8, At.AddMilliseconds(1)), Token);
        await writes.WriteAsync(transaction => HintStore.DeleteAsync(transaction, read), Token);
        var again = Assert.Single(await store.ListAsync("int_1", Token));
        await writes.WriteAsync(transaction => HintStore.DeleteAsync(transaction, again), Token);

        Assert.Empty(await store.ListAsync("int_1", Token));
    }

    private static async Task<HintStore> StoreAsync(TestDatabase database, WriteQueue writes)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'h', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'i', 'sandbox', 't', 'e', 0);
            insert into chatwoot_integrations (bridge_integration_id, instance_id, state, chatwoot_base_url, chatwoot_account_id, chatwoot_user_id, token_encrypted,
                chatwoot_inbox_id, chatwoot_inbox_name, sign_messages, ignore_groups, start_as_pending, reopen_resolved, error_code, last_error, caught_up_to, created_at, updated_at)
            values ('int_1', 'ins_1', 'active', 'http://127.0.0.1:9', 1, 1, 'x', 7, 'Inbox', 0, 0, 0, 0, '', '', 0, 0, 0);
            """);
        return new HintStore(database.Database, writes);
    }
}
