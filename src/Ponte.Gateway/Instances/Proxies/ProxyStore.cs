using System.Globalization;
using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Instances.Proxies;

/// <summary>Table <c>instance_proxy</c>.</summary>
internal sealed class ProxyStore(Database database, WriteQueue writes, SecretBox secrets)
{
    private const string Columns = "instance_id, protocol, host, port, username, password_encrypted";
    private const string Upsert =
        $"""
        insert into instance_proxy ({Columns})
        select @InstanceId, @Protocol, @Host, @Port, @Username, @PasswordEncrypted
        where exists (select 1 from instance where id = @InstanceId)
        on conflict (instance_id) do update set
            protocol = excluded.protocol, host = excluded.host, port = excluded.port,
            username = excluded.username, password_encrypted = excluded.password_encrypted
        """;

    /// <summary>The proxy of an instance as its owner may see it.</summary>
    public async Task<InstanceProxy> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        await ReadAsync(instanceId, cancellationToken) is { } row
            ? new InstanceProxy(true, row.Host, row.Port.ToString(CultureInfo.InvariantCulture), row.Protocol, row.Username)
            : InstanceProxy.None;

    /// <summary>The proxy of an instance as it is connected through, password included; null when there is none.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The password cannot be opened with this encryption key.</exception>
    public async Task<ProxySettings?> OpenAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await ReadAsync(instanceId, cancellationToken) is not { } row)
        {
            return null;
        }

        var password = row.PasswordEncrypted is { } box ? secrets.Open(box, Context(instanceId)) : null;
        return new ProxySettings(ProxyFields.ProtocolOf(row.Protocol)!.Value, row.Host, (int)row.Port, row.Username, password);
    }

    /// <summary>Replaces the proxy of an instance; nothing happens when the instance is gone.</summary>
    public Task SaveAsync(string instanceId, ProxySettings proxy, CancellationToken cancellationToken)
    {
        var row = new ProxyRow
        {
            InstanceId = instanceId,
            Protocol = ProxyFields.NameOf(proxy.Protocol),
            Host = proxy.Host,
            Port = proxy.Port,
            Username = proxy.Username,
            PasswordEncrypted = proxy.Password is { } password ? secrets.Seal(password, Context(instanceId)) : null,
        };
        return writes.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(Upsert, row, transaction), cancellationToken);
    }

    /// <summary>Removes the proxy of an instance.</summary>
    public Task ClearAsync(string instanceId, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("delete from instance_proxy where instance_id = @instanceId", new { instanceId }, transaction),
        cancellationToken);

    private async Task<ProxyRow?> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ProxyRow>(
            $"select {Columns} from instance_proxy where instance_id = @instanceId", new { instanceId });
    }

    private static string Context(string instanceId) => $"instance_proxy:{instanceId}:password";
}
