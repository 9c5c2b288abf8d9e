using System.Threading.Channels;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>A channel of capacity one as something that is due now, or at the latest after a while.</summary>
internal static class TriggerExtensions
{
    /// <summary>Waits for a trigger and takes it; without one, <paramref name="atMost"/>.</summary>
    public static async Task WaitAsync(this Channel<bool> triggers, TimeSpan atMost, TimeProvider time, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await triggers.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Time, even without a trigger.
        }

        triggers.Reader.TryRead(out _);
    }
}
