using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

internal sealed partial class SessionAttachment
{
    [LoggerMessage(LogLevel.Error, "Instance {Instance} could not be opened in the engine ({Reason}); tried again shortly")]
    private static partial void LogNotOpened(ILogger logger, string instance, string reason);

    [LoggerMessage(LogLevel.Warning, "Instance {Instance} was not closed in order ({Reason}); nothing that was stored is lost")]
    private static partial void LogNotClosed(ILogger logger, string instance, string reason);

    [LoggerMessage(LogLevel.Error, "Instance {Instance}: event {Position} of the engine cannot be read and is left out")]
    private static partial void LogUnreadable(ILogger logger, string instance, long? position);

    [LoggerMessage(LogLevel.Error, "Instance {Instance}: the engine sends more than it may; the session is opened anew")]
    private static partial void LogOverflow(ILogger logger, string instance);

    [LoggerMessage(LogLevel.Warning, "Instance {Instance}: {Reason}")]
    private static partial void LogTrouble(ILogger logger, string instance, string reason);
}
