using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Hosting;

namespace Ponte.Gateway.Tests.Doctor;

public sealed class DailyCheckupTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CountingCheck _check = new();
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Run_FiveToTenMinutesAfterTheStart_ThenDaily()
    {
        using var daily = Create(new DoctorOptions());
        await daily.StartAsync(Token);

        var first = await PassAsync(TimeSpan.FromSeconds(10), runs: 1);
        var second = await PassAsync(TimeSpan.FromMinutes(10), runs: 2);

        await daily.StopAsync(Token);
        Assert.True(first >= TimeSpan.FromMinutes(5), $"{first}");
        Assert.True(second >= TimeSpan.FromHours(22), $"{second}");
    }

    [Fact]
    public async Task Run_SwitchedOff_NeverLooks()
    {
        using var daily = Create(new DoctorOptions { EveryHours = 0 });
        await daily.StartAsync(Token);

        await daily.ExecuteTask!;

        Assert.Equal(0, _check.Runs);
    }

    [Fact]
    public async Task Checkup_CheckThatBreaks_IsAFindingAndTheNextOneLooks()
    {
        var checkup = new Checkup([Entry(_ => throw new InvalidOperationException("bug")), Entry(_ => _check)], _services, _time, NullLogger<Checkup>.Instance);

        var report = await checkup.RunAsync(Token);

        Assert.Equal(["check_broke", "counted"], report.Findings.Select(finding => finding.Code));
        Assert.False(report.IsHealthy);
    }

    // Lets time pass step by step until it has looked so often, and answers how much has passed. The pause begins on a thread of its own: more may pass than it takes.
    private async Task<TimeSpan> PassAsync(TimeSpan step, int runs)
    {
        var began = _time.GetUtcNow();
        await Eventually.HoldsAsync(() =>
        {
            for (var i = 0; i < 20 && _check.Runs < runs; i++)
            {
                _time.Advance(step);
            }

            return _check.Runs == runs;
        });
        return _time.GetUtcNow() - began;
    }

    private DailyCheckup Create(DoctorOptions options) => new(
        new Checkup([Entry(_ => _check)], _services, _time, NullLogger<Checkup>.Instance), Options.Create(options), _time, new SecureRandom(), NullLogger<DailyCheckup>.Instance);

    private static DoctorEntry Entry(Func<IServiceProvider, IDoctorCheck> create) => new(DoctorNeed.Nothing, "check", create);

    private sealed class CountingCheck : IDoctorCheck
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            Interlocked.Increment(ref _runs);
            yield return Finding.Ok("doctor", "counted");
        }
    }
}
