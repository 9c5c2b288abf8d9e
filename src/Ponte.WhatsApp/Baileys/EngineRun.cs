using System.ComponentModel;

namespace Ponte.WhatsApp.Baileys;

/// <summary>One life of an engine process, from its first answer to its end.</summary>
internal sealed partial class EngineRun : IAsyncDisposable
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BaileysContext _context;
    private readonly EngineSocket _socket;
    private readonly EngineChild _child;

    private EngineRun(BaileysContext context, EngineSocket socket, EngineChild child, Stream connection)
    {
        _context = context;
        _socket = socket;
        _child = child;
        Notifications = new EngineNotifications(new EngineLog(context.Logger));
        Rpc = new EngineRpc(connection, Notifications, context.Time);
    }

    public EngineRpc Rpc { get; }

    public EngineNotifications Notifications { get; }

    public int ProcessId => _child.Id;

    /// <summary>Completes when sessions have to look for the next run.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Starts a process and waits for its first answer; null, after having logged why, when that fails.</summary>
    public static async Task<EngineRun?> StartAsync(EngineProgram program, BaileysContext context, CancellationToken cancellationToken)
    {
        EngineSocket? socket = null;
        EngineChild? child = null;
        EngineRun? run = null;
        try
        {
            socket = EngineSocket.Create();
            child = EngineChild.Start(program, socket.Address, context.Logger);
            run = new EngineRun(context, socket, child, await ConnectAsync(socket, child, context, cancellationToken));
            await run.Rpc.InitializeAsync(context.Settings.TestServer, context.Timings.Start, cancellationToken);
            LogStarted(context.Logger, child.Id);
            return run;
        }
        catch (Exception e) when (e is EngineRpcException or IOException or UnauthorizedAccessException or Win32Exception or TimeoutException)
        {
            LogNotStarted(context.Logger, e.Message, child?.End, child?.LastPrinted);
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was starting.
        }

        run?.Rpc.Dispose();
        await (child?.DisposeAsync() ?? ValueTask.CompletedTask);
        socket?.Dispose();
        return null;
    }

    /// <summary>Returns when the process has ended or no longer answers.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                var pause = Task.Delay(_context.Timings.PingEvery, _context.Time, ended.Token);
                if (await Task.WhenAny(_child.Exited, Rpc.Completion, pause) != pause)
                {
                    // The connection's end is often seen a moment before the process's, which tells why.
                    await Task.WhenAny(_child.Exited, Task.Delay(_context.Timings.Goodbye, _context.Time, ended.Token));
                    LogEnded(_context.Logger, ProcessId, _child.End);
                    return;
                }

                await pause;
                await Rpc.PingAsync(_context.Timings.Ping, cancellationToken);
            }
        }
        catch (EngineRpcException e)
        {
            LogUnresponsive(_context.Logger, ProcessId, e.Message);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>Lets the process close its sessions and end; what takes longer than it may is ended when this is disposed of.</summary>
    public async Task StopAsync()
    {
        using var deadline = new CancellationTokenSource(_context.Timings.Stop, _context.Time);
        try
        {
            await Rpc.StopAsync(_context.Timings.Stop);
        }
        catch (EngineRpcException e)
        {
            LogStopUnanswered(_context.Logger, ProcessId, e.Message);
        }

        // Also what did not answer ends when its connection does, unless it hangs.
        Rpc.Dispose();
        try
        {
            await _child.Exited.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            LogNotStopped(_context.Logger, ProcessId);
        }
    }

    /// <summary>Tells the sessions that this run is over.</summary>
    public void Leave() => _gone.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Rpc.Dispose();
        await _child.DisposeAsync();
        _socket.Dispose();
    }

    private static async Task<Stream> ConnectAsync(EngineSocket socket, EngineChild child, BaileysContext context, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accept = socket.AcceptAsync(end.Token);
        var deadline = Task.Delay(context.Timings.Start, context.Time, end.Token);
        var first = await Task.WhenAny(accept, child.Exited, deadline);
        if (first != accept)
        {
            await end.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new EngineRpcException(first == deadline ? "It did not connect in time." : "It ended at once.");
        }

        var stream = await accept;
        await end.CancelAsync();
        return stream;
    }
}
