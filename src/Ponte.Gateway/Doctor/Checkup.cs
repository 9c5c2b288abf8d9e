using System.Runtime.CompilerServices;

namespace Ponte.Gateway.Doctor;

/// <summary>Looks at everything Ponte needs, one check after another. May be run at any time, also several at once.</summary>
internal sealed partial class Checkup(IEnumerable<DoctorEntry> entries, IServiceProvider services, TimeProvider time, ILogger<Checkup> logger)
{
    private volatile DoctorReport? _last;

    /// <summary>The newest complete report; null before the first.</summary>
    public DoctorReport? Last => _last;

    /// <summary>Looks, and tells each finding as soon as it is known.</summary>
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = new List<Finding>();
        var has = DoctorNeed.Key;
        foreach (var entry in entries.Where(entry => entry.Needs <= has))
        {
            await using var findings = LookAsync(entry, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(entry, findings, cancellationToken) is { } finding)
            {
                has = Left(has, finding);
                all.Add(finding);
                yield return finding;
            }
        }

        if (has < DoctorNeed.Key)
        {
            var finding = Finding.Warning("doctor", "not_looked");
            all.Add(finding);
            yield return finding;
        }

        _last = new DoctorReport(time.GetUtcNow(), all);
    }

    /// <summary>Looks, and tells everything at the end.</summary>
    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        var all = new List<Finding>();
        await foreach (var finding in LookAsync(cancellationToken))
        {
            all.Add(finding);
        }

        return new DoctorReport(time.GetUtcNow(), all);
    }

    private static DoctorNeed Left(DoctorNeed before, Finding finding) => finding switch
    {
        { Area: "database", Outcome: FindingOutcome.Failed } => DoctorNeed.Nothing,
        { Area: "key", Outcome: FindingOutcome.Failed } => DoctorNeed.Database,
        _ => before,
    };

    private async IAsyncEnumerable<Finding> LookAsync(DoctorEntry entry, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var finding in entry.Create(services).LookAsync(cancellationToken))
        {
            yield return finding;
        }
    }

    // A check that breaks is a finding too: the others are still of use.
    private async Task<Finding?> NextAsync(DoctorEntry entry, IAsyncEnumerator<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            return await findings.MoveNextAsync() ? findings.Current : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogBroke(exception, entry.Name);
            return Finding.Failed("doctor", "check_broke", entry.Name, exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "The doctor's {Check} broke")]
    private partial void LogBroke(Exception exception, string check);
}
