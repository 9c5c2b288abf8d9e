using Microsoft.Extensions.Logging;

namespace Ponte.Chatwoot.Realtime;

public sealed partial class ActionCableConnection
{
    [LoggerMessage(1, LogLevel.Information, "Realtime subscription of user {User} in account {Account} confirmed")]
    private partial void LogConnected(long account, long user);

    [LoggerMessage(2, LogLevel.Warning, "Realtime connection ended: {Reason}, {Detail}; next attempt in {Delay} s")]
    private partial void LogEnded(ReconnectReason reason, string? detail, double? delay);

    [LoggerMessage(3, LogLevel.Error, "Realtime connection failed unexpectedly")]
    private partial void LogUnexpected(Exception exception);
}
