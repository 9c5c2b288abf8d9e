namespace Ponte.FakeChatwoot;

/// <summary>The one source of chance in delays and faults; seeded, so that a run can be repeated.</summary>
internal sealed class FakeRandom
{
    private readonly Lock _gate = new();
    private Random _random = new(1);

    public void Seed(int seed)
    {
        lock (_gate)
        {
            _random = new Random(seed);
        }
    }

    public double NextDouble()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }

    /// <summary>A delay between the two bounds in milliseconds; zero when the upper bound is zero.</summary>
    public TimeSpan Delay(int minimum, int maximum) =>
        maximum <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(minimum + (NextDouble() * Math.Max(0, maximum - minimum)));
}
