using System.Diagnostics;
using System.Globalization;
using Ponte.Gateway.Deliveries;

namespace Ponte.Bench;

/// <summary>Whether the database stops growing, and what that costs: two months of messages pass in minutes, with retention and without.</summary>
internal sealed class RetentionBenchmark(int messages)
{
    private const int Days = 60;
    private const int HoursPerDay = 24;

    private static readonly RetentionOptions Kept = new() { DoneDays = 10, FailedDays = 30, LinkDays = 20 };

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages} messages over {Days} simulated days, done rows kept {Kept.DoneDays} days, failed {Kept.FailedDays}, links {Kept.LinkDays}; retention every simulated hour"));
        var with = await MeasureAsync(output, retained: true);
        var without = await MeasureAsync(output, retained: false);
        await output.WriteLineAsync($"messages/s               {with:0} with retention, {without:0} without, the ceiling (ratio {with / without:0.00})");
    }

    private async Task<double> MeasureAsync(TextWriter output, bool retained)
    {
        await using var world = await RetentionWorld.StartAsync(Kept);
        var (peak, retention, removed) = (0.0, TimeSpan.Zero, 0L);
        var perHour = messages / (double)(Days * HoursPerDay);
        var (watch, done, running) = (Stopwatch.StartNew(), 0, Task.CompletedTask);
        for (var hour = 1; hour <= Days * HoursPerDay; hour++)
        {
            var due = (int)Math.Round(hour * perHour) - done;
            await world.DeliverAsync(due);
            done += due;
            world.Time.Advance(TimeSpan.FromHours(1));

            // As in a gateway: beside the messages of the hour that follows.
            await running;
            running = retained ? RetainAsync() : Task.CompletedTask;
            peak = Math.Max(peak, world.Megabytes);
            if (hour % (5 * HoursPerDay) == 0)
            {
                await output.WriteLineAsync($"day {hour / HoursPerDay,2}                   {world.Megabytes,8:0} MB{(retained ? "" : " without retention")}");
            }
        }

        await running;
        var elapsed = watch.Elapsed;
        await output.WriteLineAsync($"peak                     {peak,8:0} MB; left {await world.CountAsync("delivery")} deliveries, {await world.CountAsync("message_link")} links");
        await (retained
            ? output.WriteLineAsync($"retention                {retention.TotalSeconds,8:0.0} s for {removed} rows, pauses included, {retention / elapsed:P0} of {elapsed.TotalSeconds:0} s")
            : LedgerAsync(world, output));
        return messages / elapsed.TotalSeconds;

        async Task RetainAsync()
        {
            var began = Stopwatch.GetTimestamp();
            var (deliveries, others) = await world.Retention.RunAsync(CancellationToken.None);
            retention += Stopwatch.GetElapsedTime(began);
            removed += deliveries + others;
        }
    }

    private static async Task LedgerAsync(RetentionWorld world, TextWriter output)
    {
        var all = new LedgerFilter(RetentionWorld.Instance);
        foreach (var (name, filter) in new[]
        {
            ("newest", all),
            ("failed", all with { State = DeliveryState.Failed }),
            ("waiting, none", all with { State = DeliveryState.Pending }),
            ("of one chat", all with { Chats = [7] }),
            ("of a kind, none", all with { Kind = DeliveryKind.Vote }),
        })
        {
            await world.Ledger.ListAsync(filter, CancellationToken.None);
            var watch = Stopwatch.StartNew();
            var rows = await world.Ledger.ListAsync(filter, CancellationToken.None);
            await output.WriteLineAsync($"ledger page, {name,-15} {watch.Elapsed.TotalMilliseconds,5:0.0} ms, {rows.Count} rows");
        }
    }
}
