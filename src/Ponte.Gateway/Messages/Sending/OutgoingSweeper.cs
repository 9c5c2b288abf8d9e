using Dapper;
using Ponte.Gateway.Media;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Removes files that programs gave to be sent, once no row needs them: neither to be sent nor to be shown in Chatwoot, nor for a replay.</summary>
internal sealed partial class OutgoingSweeper(OutgoingFolder folder, Database database, TimeProvider time, ILogger<OutgoingSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    // A call that is under way has stored its file, and not yet its row.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (instanceId, messageId, path) in folder.OlderThan(time.GetUtcNow() - Grace))
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            var needed = await connection.QueryFirstOrDefaultAsync<long?>(
                "select id from delivery where instance_id = @instanceId and target_id = @messageId and state in ('pending', 'failed') limit 1",
                new { instanceId, messageId });
            if (needed is null)
            {
                File.Delete(path);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Files that were sent could not be removed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
