using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

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

    /// <summary>The state in words for a person.</summary>
    public static string ToDisplay(this SessionState state) => state switch
    {
        SessionState.Connected => "Connected",
        SessionState.Connecting => "Connecting",
        SessionState.Linking => "Waiting for the phone",
        SessionState.LoggedOut => "Unlinked",
        _ => "Not connected",
    };
}
