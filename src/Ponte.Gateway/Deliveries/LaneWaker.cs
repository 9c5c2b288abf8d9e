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

    /// <summary>As <see cref="Wake"/>, when rows came or went in the middle of lanes: a drain that runs ends before its next row and reads anew.</summary>
    public void Restart(IEnumerable<LaneKey> lanes)
    {
        foreach (var lane in lanes.Distinct())
        {
            _ = WakeAsync(lane, halt: true);
        }
    }

    private async Task WakeAsync(LaneKey lane, bool halt = false)
    {
        try
        {
            var grain = grains.GetGrain<ILaneGrain>(lane.ToString());
            if (halt)
            {
                await grain.Halt();
            }

            await grain.Wake();
        }
        catch (Exception exception)
        {
            LogWakeFailed(exception, lane);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Lane {Lane} could not be woken; the sweeper will")]
    private partial void LogWakeFailed(Exception exception, LaneKey lane);
}
