namespace Ponte.Bench;

/// <summary>A calendar that is moved by hand; what is measured and waited for passes as ever.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private long _now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
