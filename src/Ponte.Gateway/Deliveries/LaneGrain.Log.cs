namespace Ponte.Gateway.Deliveries;

internal sealed partial class LaneGrain
{
    [LoggerMessage(LogLevel.Debug, "Delivery {Delivery} of {Lane} was delivered")]
    private partial void LogDelivered(long delivery, LaneKey lane);

    [LoggerMessage(LogLevel.Debug, "Delivery {Delivery} of {Lane} waits after {Attempts} attempts until {Until}: {Code}")]
    private partial void LogWaiting(long delivery, LaneKey lane, string code, int attempts, DateTimeOffset until);

    [LoggerMessage(LogLevel.Information, "Delivery {Delivery} of {Lane} had nothing to do: {Reason}")]
    private partial void LogIgnored(long delivery, LaneKey lane, string reason);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Lane} was refused for good: {Code}")]
    private partial void LogFailed(long delivery, LaneKey lane, string code);

    [LoggerMessage(LogLevel.Error, "The drain of {Lane} stopped; it goes on shortly")]
    private partial void LogDrainFailed(Exception exception, LaneKey lane);
}
