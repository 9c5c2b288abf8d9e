using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

/// <summary>Brings the engine's log lines into ours, with their level and their session.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("instance:{Instance}");

    public void Write(JsonElement line)
    {
        var level = line.Text("level") switch
        {
            "error" => LogLevel.Error,
            "warn" => LogLevel.Warning,
            "info" => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        if (line.Text("message") is not { } message || !logger.IsEnabled(level))
        {
            return;
        }

        var text = MaskedText.OneLine(message);
        if (line.Text("session") is { } session)
        {
            using var scope = Scope(logger, session);
            LogSessionLine(logger, level, session, text);
        }
        else
        {
            LogLine(logger, level, text);
        }
    }

    [LoggerMessage(Message = "Engine: {Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);

    [LoggerMessage(Message = "Engine, instance {Instance}: {Line}")]
    private static partial void LogSessionLine(ILogger logger, LogLevel level, string instance, string line);
}
