using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

internal sealed partial class EngineChild
{
    [LoggerMessage(LogLevel.Debug, "Engine process {ProcessId} printed {Length} characters: {Masked}")]
    private static partial void LogPrinted(ILogger logger, int processId, int length, string masked);
}
