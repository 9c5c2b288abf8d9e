namespace Ponte.Gateway.Instances.Proxies;

// What Dapper reads and writes.
internal sealed class ProxyRow
{
    public string InstanceId { get; init; } = "";

    public string Protocol { get; init; } = "";

    public string Host { get; init; } = "";

    public long Port { get; init; }

    public string? Username { get; init; }

    public string? PasswordEncrypted { get; init; }
}
