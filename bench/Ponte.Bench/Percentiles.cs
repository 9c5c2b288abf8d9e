namespace Ponte.Bench;

/// <summary>A sample in milliseconds.</summary>
internal sealed class Percentiles(IEnumerable<double> milliseconds)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public double P50 => At(0.50);

    public double P99 => At(0.99);

    private double At(double share) => _sorted[(int)Math.Min(_sorted.Length - 1, Math.Ceiling(share * _sorted.Length) - 1)];
}
