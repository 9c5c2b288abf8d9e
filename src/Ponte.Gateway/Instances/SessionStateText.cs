using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances;

internal static class SessionStateText
{
    /// <summary>The state as the API spells it (http-contract 5.3).</summary>
    public static string ToText(this SessionState state) => state switch
    {
        SessionState.Connected => "connected",
        SessionState.Connecting => "connecting",
        SessionState.Linking => "qr",
        SessionState.LoggedOut => "loggedout",
        _ => "disconnected",
    };
}
