namespace Ponte.Gateway.Instances.Proxies;

/// <summary>The proxy of an instance as the API shows it (http-contract 5.6): never with its password.</summary>
/// <param name="Enabled">Whether there is one; everything else is null when not.</param>
/// <param name="Host">Name or address.</param>
/// <param name="Port">A number, written as text.</param>
/// <param name="Protocol"><c>http</c>, <c>https</c> or <c>socks5</c>.</param>
/// <param name="Username">Null when it asks for none.</param>
internal sealed record InstanceProxy(bool Enabled, string? Host, string? Port, string? Protocol, string? Username)
{
    public static InstanceProxy None { get; } = new(false, null, null, null, null);
}
