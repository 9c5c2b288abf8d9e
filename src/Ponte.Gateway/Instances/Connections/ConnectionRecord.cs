using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>Remembers how a session stands and since when, and logs each change. Safe to use concurrently: events are read outside the grain's turns.</summary>
internal sealed partial class ConnectionRecord(string instanceId, SessionMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private InstanceConnection _current = new(SessionState.Disconnected, null, null, time.GetUtcNow());

    /// <summary>Takes in how the session stands now, and answers it with the time it began to.</summary>
    public InstanceConnection Observe(SessionStatus status)
    {
        lock (_lock)
        {
            metrics.Observe(instanceId, status.State);
            var next = new InstanceConnection(status.State, status.Cause, status.Self?.Value, _current.Since);
            if (next == _current)
            {
                return _current;
            }

            if ((next.State, next.Cause) != (_current.State, _current.Cause))
            {
                next = next with { Since = time.GetUtcNow() };
                LogChange(next.State.ToText(), next.Cause?.Code);
            }

            return _current = next;
        }
    }

    /// <summary>How it stood when last observed.</summary>
    public InstanceConnection Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    private void LogChange(string state, string? cause)
    {
        if (cause is null)
        {
            LogState(logger, instanceId, state);
        }
        else
        {
            LogStateAndCause(logger, instanceId, state, cause);
        }
    }

    [LoggerMessage(LogLevel.Information, "Instance {Instance} is {State}")]
    private static partial void LogState(ILogger logger, string instance, string state);

    [LoggerMessage(LogLevel.Information, "Instance {Instance} is {State}: {Cause}")]
    private static partial void LogStateAndCause(ILogger logger, string instance, string state, string cause);
}
