using Dapper;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>The row behind a bucket, on both databases.</summary>
public sealed class BucketStoreTests(PostgresServer postgres)
{
    private const string Id = "ins_1";

    public static TheoryData<string> Kinds => new(Enum.GetNames<DatabaseKind>());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bucket_SavedReplacedAndCleared_IsSealed(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres);
        await using var writes = new WriteQueue(database.Database);
        var store = new BucketStore(database.Database, writes, new SecretBox(new byte[32]));
        var bucket = new Bucket("eu-west-1", "shop", "AKIA1", "geheim", "", "");
        await store.SaveAsync(Id, bucket, "https://shop.example.com/", Token);
        Assert.Equal(BucketView.None, await store.FindAsync(Id, Token));
        await AddInstanceAsync(database);

        await store.SaveAsync(Id, bucket, "https://shop.example.com/", Token);

        Assert.Equal(bucket, await store.OpenAsync(Id, Token));
        Assert.Equal(("", "a"), await store.FindNamingAsync(Id, Token));
        Assert.Equal("https://shop.example.com/a/b.png", await store.FindAddressAsync(Id, "a/b.png", Token));
        Assert.Equal([Id], await store.ListAsync(Token));
        Assert.DoesNotContain("geheim", bucket.ToString(), StringComparison.Ordinal);
        await using (var connection = await database.OpenAsync())
        {
            Assert.DoesNotContain("geheim", await connection.QuerySingleAsync<string>("select secret_key_encrypted from instance_s3"), StringComparison.Ordinal);
        }

        var other = bucket with { SecretKey = "anders", Endpoint = "https://s3.example.com", PathPrefix = "media" };
        await store.SaveAsync(Id, other, "https://s3.example.com/shop/", Token);
        Assert.Equal(other, await store.OpenAsync(Id, Token));
        Assert.Equal(new BucketView(true, "eu-west-1", "shop", "AKIA1", "https://s3.example.com", "media"), await store.FindAsync(Id, Token));

        await store.ClearAsync(Id, Token);
        Assert.Null(await store.OpenAsync(Id, Token));
        Assert.Null(await store.FindNamingAsync(Id, Token));
        Assert.Null(await store.FindAddressAsync(Id, "a", Token));
    }

    private static async Task AddInstanceAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        var account = await connection.ExecuteScalarAsync<long>("insert into account (name, token_hash, created_at) values ('one', 'one', 0) returning id");
        await connection.ExecuteAsync(
            "insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values (@Id, @account, 'a', 'baileys', 'h', 'e', 0)", new { Id, account });
    }
}
