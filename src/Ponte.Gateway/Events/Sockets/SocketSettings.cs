using Ponte.Gateway.Api;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>Whether and how the events of an instance are told live (http-contract 6.3). Also what the API shows of it.</summary>
/// <param name="Enabled">Whether new sockets are taken.</param>
/// <param name="Events">Which types; empty: all.</param>
/// <param name="MediaBase64">Whether files go along.</param>
internal sealed record SocketSettings(bool Enabled, IReadOnlyList<string> Events, bool MediaBase64)
{
    /// <summary>Disabled: what it held goes.</summary>
    public static SocketSettings Disabled { get; } = new(false, [], false);

    /// <summary>Reads the body of <c>POST /api/events/websocket</c>; meaningless once the fields have problems.</summary>
    public static SocketSettings Read(JsonFields fields)
    {
        var enabled = fields.Flag("enabled");
        if (enabled is null && fields.Problems.Count == 0)
        {
            fields.Report("enabled is required");
        }

        return enabled == true ? new SocketSettings(true, EventFilter.Read(fields, "events"), fields.Flag("mediaBase64") == true) : Disabled;
    }

    /// <summary>Reads the fields of <c>POST /api/instance/new</c>, <c>websocketEnabled</c> and so on; null when none is wanted.</summary>
    public static SocketSettings? ReadInline(JsonFields fields) => fields.Flag("websocketEnabled") is true
        ? new SocketSettings(true, EventFilter.Read(fields, "websocketEvents"), fields.Flag("websocketMediaBase64") == true)
        : null;
}
