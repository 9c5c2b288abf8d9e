using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Table <c>instance_s3</c>.</summary>
internal sealed class BucketStore(Database database, WriteQueue writes, SecretBox secrets)
{
    private const string Columns = "instance_id, region, bucket, access_key, secret_key_encrypted, endpoint, path_prefix, base_url";
    private const string Upsert =
        $"""
        insert into instance_s3 ({Columns})
        select @InstanceId, @Region, @Bucket, @AccessKey, @SecretKeyEncrypted, @Endpoint, @PathPrefix, @BaseUrl
        where exists (select 1 from instance where id = @InstanceId)
        on conflict (instance_id) do update set
            region = excluded.region, bucket = excluded.bucket, access_key = excluded.access_key, secret_key_encrypted = excluded.secret_key_encrypted,
            endpoint = excluded.endpoint, path_prefix = excluded.path_prefix, base_url = excluded.base_url
        """;

    /// <summary>The media storage of an instance as its owner may see it.</summary>
    public async Task<BucketView> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        await ReadAsync(instanceId, cancellationToken) is { } row
            ? new BucketView(true, row.Region, row.Bucket, row.AccessKey, row.Endpoint, row.PathPrefix)
            : BucketView.None;

    /// <summary>The bucket of an instance with its keys; null when there is none.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The secret key cannot be opened with this encryption key.</exception>
    public async Task<Bucket?> OpenAsync(string instanceId, CancellationToken cancellationToken) =>
        await ReadAsync(instanceId, cancellationToken) is { } row
            ? new Bucket(row.Region, row.Bucket, row.AccessKey, secrets.Open(row.SecretKeyEncrypted, Context(instanceId)), row.Endpoint, row.PathPrefix)
            : null;

    /// <summary>The path prefix and the name of an instance that has a bucket; null when it has none.</summary>
    public async Task<(string PathPrefix, string Instance)?> FindNamingAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string, string)>(
            "select s.path_prefix, i.name from instance_s3 s join instance i on i.id = s.instance_id where s.instance_id = @instanceId", new { instanceId });
        return rows.Select(static row => ((string, string)?)row).SingleOrDefault();
    }

    /// <summary>The address of an object in the bucket of an instance; null when it has none.</summary>
    public async Task<string?> FindAddressAsync(string instanceId, string key, CancellationToken cancellationToken) =>
        await ReadAsync(instanceId, cancellationToken) is { } row ? row.BaseUrl + key : null;

    /// <summary>The ids of the instances that have a bucket.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition("select instance_id from instance_s3", cancellationToken: cancellationToken))];
    }

    /// <summary>Replaces the bucket of an instance; nothing happens when the instance is gone.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="baseUrl">The address of its objects, up to their key.</param>
    /// <param name="cancellationToken">Gives up waiting for a place among the writers.</param>
    public Task SaveAsync(string instanceId, Bucket bucket, string baseUrl, CancellationToken cancellationToken)
    {
        var row = new BucketRow
        {
            InstanceId = instanceId,
            Region = bucket.Region,
            Bucket = bucket.Name,
            AccessKey = bucket.AccessKey,
            SecretKeyEncrypted = secrets.Seal(bucket.SecretKey, Context(instanceId)),
            Endpoint = bucket.Endpoint,
            PathPrefix = bucket.PathPrefix,
            BaseUrl = baseUrl,
        };
        return writes.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(Upsert, row, transaction), cancellationToken);
    }

    /// <summary>Removes the bucket of an instance; what is in it stays.</summary>
    public Task ClearAsync(string instanceId, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("delete from instance_s3 where instance_id = @instanceId", new { instanceId }, transaction),
        cancellationToken);

    private async Task<BucketRow?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<BucketRow>($"select {Columns} from instance_s3 where instance_id = @instanceId", new { instanceId });
    }

    private static string Context(string instanceId) => $"instance_s3:{instanceId}:secret_key";
}
