using System.Globalization;
using System.Text;
using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Instances.Proxies;

/// <summary>
/// Reads a proxy from a body: <c>enabled</c>, <c>host</c>, <c>port</c>, … of <c>POST /api/instance/proxy</c>, or the same with a prefix,
/// <c>proxyEnabled</c>, <c>proxyHost</c>, …, of <c>POST /api/instance/new</c>.
/// </summary>
internal static class ProxyFields
{
    private const int MaxHostLength = 253;

    // What one byte of SOCKS5 can count.
    private const int MaxCredentialBytes = 255;

    private static readonly (string Name, ProxyProtocol Protocol)[] Protocols =
        [("http", ProxyProtocol.Http), ("https", ProxyProtocol.Https), ("socks5", ProxyProtocol.Socks5)];

    public static string NameOf(ProxyProtocol protocol) => Array.Find(Protocols, known => known.Protocol == protocol).Name;

    public static ProxyProtocol? ProtocolOf(string name) =>
        Protocols.Where(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(known => (ProxyProtocol?)known.Protocol).FirstOrDefault();

    /// <summary>The proxy the fields describe; meaningless once they have problems.</summary>
    /// <param name="fields">The body.</param>
    /// <param name="name">The body's name of a field, for example <c>host</c> to <c>proxyHost</c>.</param>
    public static ProxySettings Read(JsonFields fields, Func<string, string> name)
    {
        var host = ReadHost(fields, name("host"));
        var port = ReadPort(fields, name("port"));
        var protocol = ReadProtocol(fields, name("protocol"));
        var username = ReadCredential(fields, name("username"));
        var password = ReadCredential(fields, name("password"));
        if (username is null && password is not null)
        {
            fields.Report($"{name("username")} is required with a password");
        }

        if (protocol != ProxyProtocol.Socks5 && username?.Contains(':', StringComparison.Ordinal) == true)
        {
            fields.Report($"{name("username")} must not contain a colon");
        }

        return new ProxySettings(protocol, host, port, username, password);
    }

    private static string ReadHost(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.RequiredText(name).Trim();
        var host = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        if (fields.Problems.Count == before && (host.Length > MaxHostLength || !Ascii.IsValid(host) || Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            fields.Report($"{name} must be a host name or an address, without http://, user name or port");
        }

        return host;
    }

    // The contract says text; a number is what many would write.
    private static int ReadPort(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var text = fields.Body.ValueKind == JsonValueKind.Object && fields.Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetRawText()
            : fields.RequiredText(name).Trim();
        var isPort = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535;
        if (!isPort && fields.Problems.Count == before)
        {
            fields.Report($"{name} must be a number from 1 to 65535");
        }

        return port;
    }

    private static ProxyProtocol ReadProtocol(JsonFields fields, string name)
    {
        var before = fields.Problems.Count;
        var protocol = ProtocolOf(fields.RequiredText(name).Trim());
        if (protocol is null && fields.Problems.Count == before)
        {
            fields.Report($"{name} must be HTTP, HTTPS or SOCKS5");
        }

        return protocol ?? default;
    }

    // Empty is what forms send for "none".
    private static string? ReadCredential(JsonFields fields, string name)
    {
        if (fields.Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(text) > MaxCredentialBytes || text.Any(char.IsControl))
        {
            fields.Report($"{name} must be at most {MaxCredentialBytes} bytes long and have no control characters");
        }

        return text;
    }
}
