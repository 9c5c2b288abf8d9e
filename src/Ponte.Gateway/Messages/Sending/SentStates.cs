using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Looks at the rows of API calls, and waits for them.</summary>
internal sealed class SentStates(Database database, SettledRows settled, TimeProvider time)
{
    // For a lane that is worked on another node, which tells nobody here.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>The row of a key; null when there is none.</summary>
    public async Task<SentState?> FindAsync(string instanceId, string sourceKey, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Row>(
            "select chat_id, target_id, state, failure_reason from delivery where instance_id = @instanceId and destination = 'whatsapp' and source_key = @sourceKey",
            new { instanceId, sourceKey }) is { } row
            ? new SentState(row.ChatId, row.TargetId, row.State, row.FailureReason)
            : null;
    }

    /// <summary>How a row stands when it is settled, or when the time is over.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="key">The row's key.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when retention has taken the row.</returns>
    public async Task<SentState?> WaitAsync(string instanceId, SendKey key, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var listener = settled.Listen(instanceId, key.Id.Value);
        var until = time.GetUtcNow() + limit;
        while (true)
        {
            var state = await FindAsync(instanceId, key.SourceKey, cancellationToken);
            var left = until - time.GetUtcNow();
            if (state is not { IsSettled: false } || left <= TimeSpan.Zero)
            {
                return state;
            }

            // Told already, and yet it waits: a person has asked for it once more, which nobody tells.
            var pause = Task.Delay(left < LookAgain ? left : LookAgain, time, cancellationToken);
            await (listener.Told.IsCompleted ? pause : Task.WhenAny(listener.Told, pause));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private sealed class Row
    {
        public long ChatId { get; init; }

        public string TargetId { get; init; } = "";

        public string State { get; init; } = "";

        public string? FailureReason { get; init; }
    }
}
