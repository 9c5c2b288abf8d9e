namespace Ponte.Gateway;

/// <summary>
/// How far a stop has come. From its beginning nothing new is taken up; what is under way has 5 s to end by itself and is then given up. That loses nothing: what was not
/// stored as done is found, and looked for on the other side, by the next start, as after a kill.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _registration;
    private readonly IHostApplicationLifetime _lifetime;

    public StopSignal(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _lifetime = lifetime;
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = lifetime.ApplicationStopping.Register(() => _over.CancelAfter(Grace));
    }

    /// <summary>Whether the server has been asked to stop.</summary>
    public bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when what is under way is to be given up.</summary>
    public CancellationToken GivenUp => _over.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _over.Dispose();
    }
}
