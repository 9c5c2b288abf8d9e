using System.Text;

namespace Ponte.WhatsApp.Settings;

/// <summary>The proxy that a session connects through.</summary>
/// <param name="Protocol">How to speak to it.</param>
/// <param name="Host">Name or address, no scheme.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Username">Null when it asks for none.</param>
/// <param name="Password">Null when it asks for none.</param>
public sealed record ProxySettings(ProxyProtocol Protocol, string Host, int Port, string? Username, string? Password)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Protocol = ").Append(Protocol).Append(", Host = ").Append(Host).Append(", Port = ").Append(Port);
        return true;
    }
}
