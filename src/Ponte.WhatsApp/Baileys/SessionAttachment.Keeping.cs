using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Baileys;

internal sealed partial class SessionAttachment
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private async Task KeepAsync()
    {
        var backoff = new Backoff(context);
        EngineRun? run = null;
        try
        {
            while (true)
            {
                run = await WaitForProcessAsync();
                var began = context.Time.GetTimestamp();

                // Never given up half-way: the engine carries an opening out whatever we do, and only then can it be closed.
                if (await TryOpenAsync(run))
                {
                    await Task.WhenAny(run.Gone, _reopening.Task).WaitAsync(_closing.Token);
                }

                Detach(ConnectionCause.EngineStopped);
                await CloseAsync(run);
                await (run.Gone.IsCompleted
                    ? Task.CompletedTask
                    : Task.Delay(backoff.Next(context.Time.GetElapsedTime(began)), context.Time, _closing.Token));
            }
        }
        catch (OperationCanceledException)
        {
            Detach(cause: null);
            await CloseAsync(run);
        }
    }

    private async Task<EngineRun> WaitForProcessAsync()
    {
        var ready = process.ReadyAsync(_closing.Token);
        if (await Task.WhenAny(ready, Task.Delay(context.Timings.Patience, context.Time, _closing.Token)) != ready)
        {
            Detach(ConnectionCause.EngineStopped);
        }

        return await ready;
    }

    private async Task<bool> TryOpenAsync(EngineRun run)
    {
        SessionSettings given;
        lock (_lock)
        {
            given = _settings;
            _reopening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _source = run.Notifications;
            _statusHeard = false;
        }

        run.Notifications.Attach(this);
        try
        {
            var status = await run.Rpc.OpenAsync(id, CreateFolder(), given);
            while (!TryFinish(run, status, given))
            {
                given = _settings;
                await run.Rpc.ConfigureAsync(id, given);
            }

            return true;
        }
        catch (Exception e) when (e is EngineRpcException or IOException or UnauthorizedAccessException)
        {
            LogNotOpened(context.Logger, id, e.Message);
            return false;
        }
    }

    // Settings that were changed while the session was being opened are brought in before anybody may send.
    private bool TryFinish(EngineRun run, SessionStatus status, SessionSettings given)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(given, _settings))
            {
                return false;
            }

            // What the engine told since is newer than its answer.
            if (!_statusHeard)
            {
                events.Set(status);
            }

            _opened.TrySetResult(run);
            return true;
        }
    }

    private void Detach(ConnectionCause? cause)
    {
        EngineRun? run;
        lock (_lock)
        {
            run = _opened.Task.IsCompletedSuccessfully ? _opened.Task.Result : null;
            _opened = run is null ? _opened : NewOpened();
            _source = null;
            events.Set(new SessionStatus(SessionState.Disconnected, cause, events.Status.Self));
        }

        run?.Notifications.Detach(this);
    }

    private async Task CloseAsync(EngineRun? run)
    {
        if (run is null || run.Gone.IsCompleted)
        {
            return;
        }

        try
        {
            await run.Rpc.CloseAsync(id, context.Timings.Stop);
        }
        catch (EngineRpcException e)
        {
            LogNotClosed(context.Logger, id, e.Message);
        }
    }

    private string CreateFolder()
    {
        var folder = Path.Combine(context.Settings.SessionsFolder, id);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(context.Settings.SessionsFolder, OwnerOnly);
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        return Path.GetFullPath(folder);
    }
}
