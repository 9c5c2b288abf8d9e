namespace Ponte.Gateway.Deliveries;

/// <summary>Tells lanes that there may be work: one-way, and forgettable, since the sweeper finds what was missed.</summary>
internal sealed partial class LaneWaker(IGrainFactory grains, ILogger<LaneWaker> logger)
{
    public void Wake(IEnumerable<LaneKey> lanes)
    {
        foreach (var lane in lanes.Distinct())
        {
            _ = WakeAsync(lane);
        }
    }

    private async Task WakeAsync(LaneKey lane)
    {
        try
        {
            await grains.GetGrain<ILaneGrain>(lane.ToString()).Wake();
        }
        catch (Exception exception)
        {
            LogWakeFailed(exception, lane);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Lane {Lane} could not be woken; the sweeper will")]
    private partial void LogWakeFailed(Exception exception, LaneKey lane);
}
