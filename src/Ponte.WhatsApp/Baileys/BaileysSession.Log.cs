using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

internal sealed partial class BaileysSession
{
    [LoggerMessage(LogLevel.Warning, "Instance {Instance}: {Reason}")]
    private static partial void LogTrouble(ILogger logger, string instance, string reason);
}
