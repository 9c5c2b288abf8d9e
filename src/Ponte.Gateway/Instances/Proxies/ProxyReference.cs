using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Instances.Proxies;

/// <summary>What the API reference says of <see cref="ProxyEndpoints"/>.</summary>
internal static class ProxyReference
{
    public const string None = """{"enabled":false,"host":null,"port":null,"protocol":null,"username":null}""";

    private const string Example = """{"enabled":true,"host":"proxy.example.com","port":"1080","protocol":"socks5","username":"shop"}""";

    public static void DescribeChange(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Set the proxy")
        .WithDescription(
            "Replaces the whole proxy, or removes it with `enabled: false`. Takes effect at the next reconnect or connect. The password is stored "
            + "encrypted and never shown again, so send it with every change.")
        .Takes(
            """{"enabled":true,"host":"proxy.example.com","port":"1080","protocol":"socks5","username":"shop","password":"..."}""",
            new BodyField("enabled", "boolean", "`false` removes the proxy; the other fields are then not looked at.", Required: true),
            new BodyField("host", "string", "A host name or an address, without `http://`, user name or port."),
            new BodyField("port", "string", "1 to 65535, as text; a number is taken too."),
            new BodyField("protocol", "string", "`HTTP`, `HTTPS` or `SOCKS5`, in any case."),
            new BodyField("username", "string", "At most 255 bytes; leave out when the proxy asks for none."),
            new BodyField("password", "string", "At most 255 bytes."))
        .Answers(200, "Stored", $$"""{"success":true,"message":"Proxy configuration updated successfully","proxy":{{Example}} }""")
        .Refuses(400, "Invalid request body: port must be a number from 1 to 65535");

    public static void DescribeGet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read the proxy")
        .WithDescription("Without its password. No proxy: `enabled` is false and everything else null.")
        .Answers(200, "The proxy", $$"""{"success":true,"message":"Proxy configuration retrieved successfully","proxy":{{Example}} }""");
}
