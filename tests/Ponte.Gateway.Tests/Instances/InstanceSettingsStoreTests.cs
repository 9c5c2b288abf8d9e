using Dapper;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Proxies;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>The rows behind settings and proxy, on both databases.</summary>
public sealed class InstanceSettingsStoreTests(PostgresServer postgres)
{
    private const string Id = "ins_1";

    public static TheoryData<string> Kinds => new(Enum.GetNames<DatabaseKind>());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Change_Parts_KeepTheRest(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var store = new InstanceSettingsStore(database.Database, writes, TimeProvider.System);
        Assert.Equal(InstanceSettings.Default, await store.FindAsync(Id, Token));

        var first = await store.ChangeAsync(Id, new InstanceSettingsChange(null, "¡Luego!", true, null, null, null, null), Token);
        Assert.Equal(InstanceSettings.Default with { CallRejectMessage = "¡Luego!", IgnoreGroupMessages = true }, first);
        var second = await store.ChangeAsync(Id, new InstanceSettingsChange(true, null, false, true, true, false, true), Token);

        Assert.Equal(second, await store.FindAsync(Id, Token));
        Assert.Equal(
            new InstanceSettings
            {
                AutoRejectCalls = true,
                CallRejectMessage = "¡Luego!",
                KeepOnlineStatus = true,
                AutoReadMessages = true,
                DisableHistorySync = false,
                IgnoreStatus = true,
            },
            second);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Change_InstanceGone_LeavesNothing(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);

        Assert.Null(await new InstanceSettingsStore(database.Database, writes, TimeProvider.System)
            .ChangeAsync("ins_2", new InstanceSettingsChange(true, null, null, null, null, null, null), Token));
        await new ProxyStore(database.Database, writes, new SecretBox(new byte[32]))
            .SaveAsync("ins_2", new ProxySettings(ProxyProtocol.Http, "proxy.example.com", 80, null, null), Token);

        await using var connection = await database.OpenAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select (select count(*) from instance_settings) + (select count(*) from instance_proxy)"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Proxy_Saved_IsSealedReplacedAndCleared(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var store = new ProxyStore(database.Database, writes, new SecretBox(new byte[32]));
        var proxy = new ProxySettings(ProxyProtocol.Socks5, "proxy.example.com", 1080, "shop", "s3cret");

        await store.SaveAsync(Id, proxy, Token);

        Assert.Equal(proxy, await store.OpenAsync(Id, Token));
        Assert.Equal(new InstanceProxy(true, "proxy.example.com", "1080", "socks5", "shop"), await store.FindAsync(Id, Token));
        await using var connection = await database.OpenAsync();
        Assert.DoesNotContain("s3cret", await connection.QuerySingleAsync<string>("select password_encrypted from instance_proxy"), StringComparison.Ordinal);

        await store.SaveAsync(Id, proxy with { Protocol = ProxyProtocol.Https, Username = null, Password = null }, Token);
        Assert.Equal(proxy with { Protocol = ProxyProtocol.Https, Username = null, Password = null }, await store.OpenAsync(Id, Token));
        await store.ClearAsync(Id, Token);
        Assert.Null(await store.OpenAsync(Id, Token));
        Assert.Equal(InstanceProxy.None, await store.FindAsync(Id, Token));
    }

    private async Task<TestDatabase> CreateAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres);
        await using var connection = await database.OpenAsync();
        var account = await connection.ExecuteScalarAsync<long>("insert into account (name, token_hash, created_at) values ('one', 'one', 0) returning id");
        await connection.ExecuteAsync(
            "insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values (@Id, @account, 'a', 'baileys', 'h', 'e', 0)",
            new { Id, account });
        return database;
    }
}
