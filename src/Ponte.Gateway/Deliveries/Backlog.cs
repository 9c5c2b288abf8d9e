using System.Diagnostics.Metrics;
using Dapper;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// What waits, as gauges. Counted when somebody asks, not more often than every 5 s, on a connection that only reads; asked before the database
/// answers, the last count is told for a minute and then none.
/// </summary>
internal sealed partial class Backlog
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly string[] Always = [Destination.Chatwoot, Destination.ChatwootMedia, Destination.ChatwootProfile, Destination.WhatsApp];

    // Lane by lane in the order of the index of pending rows, which has all that is asked; of the table one row for each line of the answer.
    internal const string Count =
        """
        select p.instance_id, p.destination, p.pending, coalesce(d.replayed_at, d.created_at) as since
        from (
            select l.instance_id, l.destination, cast(sum(l.pending) as bigint) as pending, min(l.first) as first
            from (
                select instance_id, chat_id, destination, count(*) as pending, min(id) as first from delivery
                where state = 'pending' group by instance_id, chat_id, destination) l
            group by l.instance_id, l.destination) p
        join delivery d on d.id = p.first
        """;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<Backlog> _logger;
    private readonly Lock _lock = new();
    private Task _counting = Task.CompletedTask;
    private (DateTimeOffset At, IReadOnlyList<BacklogCount> Counts) _last = (DateTimeOffset.MinValue, []);

    public Backlog(Database database, IMeterFactory meters, TimeProvider time, ILogger<Backlog> logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        var meter = meters.Create(DeliveryMetrics.Meter);
        meter.CreateObservableGauge("ponte.deliveries.pending", Pending, "{delivery}", "Deliveries that wait, by destination.");
        meter.CreateObservableGauge("ponte.deliveries.oldest_pending", Oldest, "s", "How long the oldest waiting delivery has been in the queue.");
    }

    /// <summary>Counts anew unless the last count is fresh; goes on without after 2 s. Never more than one count at a time.</summary>
    public async Task RefreshAsync()
    {
        Task counting;
        lock (_lock)
        {
            if (_counting.IsCompleted && _time.GetUtcNow() - _last.At >= Fresh)
            {
                _counting = Task.Run(CountAsync);
            }

            counting = _counting;
        }

        await Task.WhenAny(counting, Task.Delay(Patience, _time));
    }

    private async Task CountAsync()
    {
        try
        {
            await using var connection = await _database.OpenAsync(CancellationToken.None);
            var counts = (await connection.QueryAsync<BacklogCount>(Count)).AsList();
            lock (_lock)
            {
                _last = (_time.GetUtcNow(), counts);
            }
        }
        catch (Exception exception)
        {
            LogCountFailed(exception);
        }
    }

    private IReadOnlyList<BacklogCount>? Counts()
    {
        lock (_lock)
        {
            return _time.GetUtcNow() - _last.At < Stale ? _last.Counts : null;
        }
    }

    private IEnumerable<Measurement<long>> Pending() =>
        Counts() is not { } counts ? [] : Always.Select(destination => (Destination: destination, Pending: 0L))
            .Concat(counts.Select(count => (Destination: DeliveryMetrics.Family(count.Destination), count.Pending)))
            .GroupBy(count => count.Destination)
            .Select(group => new Measurement<long>(group.Sum(count => count.Pending), new KeyValuePair<string, object?>("destination", group.Key)));

    private IEnumerable<Measurement<double>> Oldest()
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return (Counts() ?? []).GroupBy(count => (count.InstanceId, Destination: DeliveryMetrics.Family(count.Destination))).Select(group => new Measurement<double>(
            Math.Max(0, now - group.Min(count => count.Since)) / 1000.0,
            new KeyValuePair<string, object?>("instance", group.Key.InstanceId),
            new KeyValuePair<string, object?>("destination", group.Key.Destination)));
    }

    [LoggerMessage(LogLevel.Warning, "The deliveries that wait could not be counted for the metrics")]
    private partial void LogCountFailed(Exception exception);
}
