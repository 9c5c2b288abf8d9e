using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

internal sealed partial class EngineRun
{
    [LoggerMessage(LogLevel.Debug, "Engine process {ProcessId} is there")]
    private static partial void LogStarted(ILogger logger, int processId);

    [LoggerMessage(LogLevel.Error, "The WhatsApp engine did not start: {Reason} ({End}; last printed: {Printed}); tried again shortly")]
    private static partial void LogNotStarted(ILogger logger, string reason, string? end, string? printed);

    [LoggerMessage(LogLevel.Error, "Engine process {ProcessId} ended ({End}); its sessions come back with the next one")]
    private static partial void LogEnded(ILogger logger, int processId, string end);

    [LoggerMessage(LogLevel.Error, "Engine process {ProcessId} no longer answers ({Reason}) and is replaced")]
    private static partial void LogUnresponsive(ILogger logger, int processId, string reason);

    [LoggerMessage(LogLevel.Debug, "Engine process {ProcessId} did not confirm that it stops ({Reason})")]
    private static partial void LogStopUnanswered(ILogger logger, int processId, string reason);

    [LoggerMessage(LogLevel.Warning, "Engine process {ProcessId} did not end in time and is killed; nothing that it had stored is lost")]
    private static partial void LogNotStopped(ILogger logger, int processId);
}
