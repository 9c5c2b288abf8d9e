namespace Ponte.WhatsApp;

/// <summary>
/// Why a session is not connected: a code for programs and two sentences for the owner of the number. The known causes are the members of
/// this type (codes: http-contract 6.10).
/// </summary>
/// <param name="Code">Stable, lower case with underscores, for example <c>logged_out</c>.</param>
/// <param name="Sentence">What happened, for a person.</param>
/// <param name="Remedy">What to do about it, for a person.</param>
public sealed record ConnectionCause(string Code, string Sentence, string Remedy)
{
    /// <summary>The phone's owner removed the linked device, or WhatsApp did.</summary>
    public static ConnectionCause LoggedOut => new(
        "logged_out", "This number is no longer linked to Ponte.", "Link it again: ask for a new QR code and scan it with the phone.");

    /// <summary>Another program uses the same session.</summary>
    public static ConnectionCause Replaced => new(
        "stream_replaced", "Another program connected with the same linked device, so WhatsApp closed this connection.",
        "Make sure that only one Ponte uses this number, then reconnect.");

    /// <summary>WhatsApp blocked the number.</summary>
    public static ConnectionCause Banned => new(
        "temp_banned", "WhatsApp has blocked this number.", "Open WhatsApp on the phone to see for how long and to ask for a review, then reconnect.");

    /// <summary>WhatsApp no longer accepts this version.</summary>
    public static ConnectionCause Outdated => new(
        "client_outdated", "WhatsApp no longer accepts this version of the connection.", "Update Ponte to its newest version, then reconnect.");

    /// <summary>Nobody scanned the code in time.</summary>
    public static ConnectionCause LinkTimedOut => new(
        "qr_timeout", "The code was not used in time.", "Ask for a new QR or pairing code and use it within a minute.");

    /// <summary>The phone and WhatsApp did not agree on the pairing.</summary>
    public static ConnectionCause LinkFailed => new(
        "pair_error", "The phone could not be linked.", "Ask for a new code and try again; update WhatsApp on the phone if it fails again.");

    /// <summary>The phone's account cannot link devices.</summary>
    public static ConnectionCause MultideviceMissing => new(
        "qr_scanned_no_multidevice", "The phone that scanned the code cannot link devices.", "Update WhatsApp on the phone, then ask for a new code.");

    /// <summary>The connection could not be made; for a linked number it is tried again.</summary>
    public static ConnectionCause Unreachable => new(
        "connect_failure", "WhatsApp cannot be reached.",
        "Check the internet connection, and the proxy if one is set. A linked number connects again by itself; else ask for a new code.");

    /// <summary>The connection broke; it is made again.</summary>
    public static ConnectionCause Interrupted => new(
        "stream_error", "The connection to WhatsApp was interrupted.", "Nothing to do: Ponte connects again by itself.");

    /// <summary>WhatsApp went silent; the connection is made again.</summary>
    public static ConnectionCause KeepAliveTimedOut => new(
        "keepalive_timeout", "WhatsApp stopped answering on this connection.", "Nothing to do: Ponte connects again by itself.");

    /// <summary>The engine's process is not there; it is started again.</summary>
    public static ConnectionCause EngineStopped => new(
        "engine_stopped", "The WhatsApp engine of Ponte stopped.", "Ponte starts it again by itself. If this stays, the server's log says why.");

    /// <summary>Node.js is missing or too old.</summary>
    public static ConnectionCause EngineMissing => new(
        "engine_missing", "The WhatsApp engine cannot start on this server.", "Install Node.js 20 or newer and restart Ponte; the server's log says what is missing.");

    /// <summary>The proxy's address is one that Ponte does not connect to.</summary>
    public static ConnectionCause ProxyRefused => new(
        "proxy_refused", "The proxy's address is not allowed on this server.", "Use another proxy, or ask the operator about Ponte:Egress:AllowPrivateNetworks.");

    private static readonly Dictionary<string, ConnectionCause> Known = new[]
    {
        LoggedOut, Replaced, Banned, Outdated, LinkTimedOut, LinkFailed, MultideviceMissing, Unreachable, Interrupted, KeepAliveTimedOut,
        EngineStopped, EngineMissing, ProxyRefused,
    }.ToDictionary(cause => cause.Code, StringComparer.Ordinal);

    /// <summary>The known cause of that code; null for null, <see cref="Interrupted"/> for a code that is not known.</summary>
    public static ConnectionCause? FromCode(string? code) => code is null ? null : Known.GetValueOrDefault(code, Interrupted);
}
