namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// Keeps one engine process alive for the sessions assigned to it: starts it, asks whether it still answers, and starts another one when it
/// has ended.
/// </summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly EngineProgram _program;
    private readonly BaileysContext _context;
    private readonly Task _supervision;
    private volatile TaskCompletionSource<EngineRun> _ready = NotReady();

    public EngineProcess(EngineProgram program, BaileysContext context)
    {
        _program = program;
        _context = context;
        _supervision = Task.Run(SuperviseAsync);
    }

    /// <summary>How many sessions are assigned to it; kept by <see cref="BaileysEngine"/>.</summary>
    public int Sessions { get; set; }

    /// <summary>The process's id while it is there, else null.</summary>
    public int? ProcessId => _ready.Task is { IsCompletedSuccessfully: true } ready ? ready.Result.ProcessId : null;

    /// <summary>Waits until the process is there.</summary>
    public Task<EngineRun> ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Ends the process, in order as far as it takes part in that.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _supervision;
        _stopping.Dispose();
    }

    private static TaskCompletionSource<EngineRun> NotReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SuperviseAsync()
    {
        var backoff = new Backoff(_context);
        try
        {
            while (true)
            {
                var began = _context.Time.GetTimestamp();
                if (await EngineRun.StartAsync(_program, _context, _stopping.Token) is { } run)
                {
                    await ServeAsync(run);
                }

                _stopping.Token.ThrowIfCancellationRequested();
                _context.Metrics.ProcessEnded();
                await Task.Delay(backoff.Next(_context.Time.GetElapsedTime(began)), _context.Time, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task ServeAsync(EngineRun run)
    {
        await using (run)
        {
            _ready.SetResult(run);
            try
            {
                await run.WatchAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                await run.StopAsync();
            }

            // In this order: whoever learns that the run is over must not find it again.
            _ready = NotReady();
            run.Leave();
        }
    }
}
