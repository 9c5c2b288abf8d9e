using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Ponte.Bench;

/// <summary>Programs send texts at a fixed rate for a while: how long each waits for WhatsApp's acceptance, without Chatwoot and with it.</summary>
internal sealed class SendingBenchmark(BenchWorld world, BenchOptions options)
{
    private const int Seconds = 60;
    private const int WarmUp = 400;
    private const string Bare = "bare";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"{options.Sends} sends/s by API for {Seconds} s over {options.Chats} chats, {Environment.ProcessorCount} cores shared by gateway, double and bench");
        await world.Gateway.Http.CreateSandboxAsync(Bare);
        await SendAsync(Bare, "warm", WarmUp);
        await SendAsync(BenchWorld.Instance, "warm", WarmUp);
        var ceiling = await CeilingAsync();
        await ReportAsync(output, "without Chatwoot", Bare, ceiling);
        await ReportAsync(output, "with Chatwoot", BenchWorld.Instance, ceiling);
    }

    private async Task ReportAsync(TextWriter output, string name, string instance, double ceiling)
    {
        var before = ProcessUsage.Of(world.Gateway.ProcessId);
        var (waited, ids) = await SendAsync(instance, "paced", options.Sends * Seconds);
        var after = ProcessUsage.Of(world.Gateway.ProcessId);
        var times = new Percentiles(waited);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24} p50 {times.P50,6:0.0} ms   p99 {times.P99,6:0.0} ms   {(after.Cpu - before.Cpu).TotalSeconds / waited.Count * 1000,6:0.00} s CPU per 1,000   (p50 of GET /health/live {ceiling:0.0} ms, ratio {ceiling / times.P50:0.00})"));
        var sent = await Wait.ForAsync(() => world.Gateway.Http.SentAsync(instance), found => found.Count >= ids + WarmUp, found => $"{found.Count} on the phone", Patience);
        if (sent.Select(message => message.MessageId).Distinct().Count() != ids + WarmUp)
        {
            throw new InvalidOperationException($"{sent.Count} messages are on the phone for {ids + WarmUp} sends.");
        }
    }

    // Open loop: a send begins when it is due, whether or not the ones before have been answered.
    private async Task<(IReadOnlyCollection<double> Waited, int Ids)> SendAsync(string instance, string text, int count)
    {
        var waited = new ConcurrentBag<double>();
        var ids = new ConcurrentDictionary<string, bool>();
        var watch = Stopwatch.StartNew();
        var sends = new List<Task>(count);
        for (var number = 0; number < count; number++)
        {
            var due = TimeSpan.FromSeconds(number / (double)options.Sends);
            if (due > watch.Elapsed)
            {
                await Task.Delay(due - watch.Elapsed);
            }

            sends.Add(SendOneAsync(instance, number, $"{text} {number}", waited, ids));
        }

        await Task.WhenAll(sends);
        return (waited, ids.Count);
    }

    private async Task SendOneAsync(string instance, int number, string text, ConcurrentBag<double> waited, ConcurrentDictionary<string, bool> ids)
    {
        var watch = Stopwatch.StartNew();
        var body = new { number = string.Create(CultureInfo.InvariantCulture, $"5511900{number % options.Chats:000000}"), message = text };
        using var response = await world.Gateway.Http.PostAsJsonAsync($"/api/message/text/{instance}", body);
        response.EnsureSuccessStatusCode();
        waited.Add(watch.Elapsed.TotalMilliseconds);
        ids[await response.Content.ReadAsStringAsync()] = true;
    }

    // What any answer of this server costs on this machine now.
    private async Task<double> CeilingAsync()
    {
        var times = new List<double>();
        for (var i = 0; i < 500; i++)
        {
            var watch = Stopwatch.StartNew();
            await world.Gateway.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return new Percentiles(times).P50;
    }
}
