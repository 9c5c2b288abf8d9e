using System.Security.Cryptography;

namespace Ponte.Gateway.Hosting;

/// <summary>The process's source of randomness: safe to share between threads, and nobody can predict a message id from the ones before.</summary>
internal sealed class SecureRandom : Random
{
    public SecureRandom()
        : base(0)
    {
    }

    public override int Next() => RandomNumberGenerator.GetInt32(int.MaxValue);

    public override int Next(int maxValue) => maxValue == 0 ? 0 : RandomNumberGenerator.GetInt32(maxValue);

    public override int Next(int minValue, int maxValue) => minValue == maxValue ? minValue : RandomNumberGenerator.GetInt32(minValue, maxValue);

    public override long NextInt64() => BitConverter.ToInt64(Bytes()) & long.MaxValue;

    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public override long NextInt64(long minValue, long maxValue) => minValue + (long)(NextDouble() * (maxValue - minValue));

    public override void NextBytes(byte[] buffer) => RandomNumberGenerator.Fill(buffer);

    public override void NextBytes(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);

    public override double NextDouble() => Sample();

    public override float NextSingle() => (float)(BitConverter.ToUInt32(Bytes()) >> 8) / (1 << 24);

    // 53 random bits, the most a double can tell apart.
    protected override double Sample() => (BitConverter.ToUInt64(Bytes()) >> 11) * (1.0 / (1UL << 53));

    private static byte[] Bytes() => RandomNumberGenerator.GetBytes(8);
}
