using System.Globalization;
using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Doctor;

/// <summary>Lets the doctor look from time to time. A failure is logged once, and once more when it is over.</summary>
internal sealed partial class DailyCheckup(Checkup checkup, IOptions<DoctorOptions> options, TimeProvider time, Random random, ILogger<DailyCheckup> logger) : BackgroundService
{
    private readonly HashSet<(string Area, string Code)> _told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.EveryHours == 0)
        {
            return;
        }

        // Spread, so that a row of gateways does not ask one Chatwoot at the same moment.
        var pause = TimeSpan.FromSeconds(options.Value.FirstAfterSeconds * (1 + random.NextDouble()));
        while (true)
        {
            await Task.Delay(pause, time, stoppingToken);
            await LookAsync(stoppingToken);
            pause = TimeSpan.FromHours(options.Value.EveryHours * (0.95 + (0.1 * random.NextDouble())));
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            Tell(await checkup.RunAsync(stoppingToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogBroke(exception);
        }
    }

    private void Tell(DoctorReport report)
    {
        var failed = report.Findings.Where(finding => finding.Outcome == FindingOutcome.Failed).ToList();
        foreach (var finding in failed.Where(finding => _told.Add((finding.Area, finding.Code))))
        {
            LogFailed(finding.Area, DoctorTexts.Sentence(finding, CultureInfo.InvariantCulture), DoctorTexts.Remedy(finding, CultureInfo.InvariantCulture));
        }

        foreach (var (area, code) in _told.Except(failed.Select(finding => (finding.Area, finding.Code))).ToList())
        {
            _told.Remove((area, code));
            LogMended(area, code);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Doctor: {Area}: {Sentence} {Remedy}")]
    private partial void LogFailed(string area, string sentence, string? remedy);

    [LoggerMessage(LogLevel.Information, "Doctor: {Area}: {Code} is over")]
    private partial void LogMended(string area, string code);

    [LoggerMessage(LogLevel.Error, "The doctor could not look; tried again at the next time")]
    private partial void LogBroke(Exception exception);
}
