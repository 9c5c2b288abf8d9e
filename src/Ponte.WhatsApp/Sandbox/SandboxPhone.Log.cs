using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Sandbox;

public sealed partial class SandboxPhone
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cut {Bytes} bytes of an interrupted write off a sandbox file")]
    private static partial void LogTornTail(ILogger logger, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sandbox could not write a sent message to disk")]
    private static partial void LogSendNotWritten(ILogger logger, Exception exception);
}
