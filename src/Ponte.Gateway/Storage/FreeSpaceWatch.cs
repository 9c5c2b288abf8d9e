namespace Ponte.Gateway.Storage;

/// <summary>Warns once when room runs short, and says when there is enough again, whether or not anybody asks for the server's health.</summary>
internal sealed partial class FreeSpaceWatch(FreeSpace space, TimeProvider time, ILogger<FreeSpaceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var wasShort = false;
        do
        {
            var problem = space.Problem();
            if (problem is not null && !wasShort)
            {
                LogShort(problem);
            }
            else if (problem is null && wasShort)
            {
                LogEnough();
            }

            wasShort = problem is not null;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Storage: {Problem}")]
    private partial void LogShort(string problem);

    [LoggerMessage(LogLevel.Information, "There is room enough again where the data folder lies")]
    private partial void LogEnough();
}
