using System.Diagnostics;
using System.Globalization;

namespace Ponte.Bench;

/// <summary>Many linked numbers in one engine process: memory, time to come back, messages per second.</summary>
internal sealed class SessionsBenchmark(SessionsWorld world, BenchOptions options)
{
    private const int WarmUp = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"{options.Sessions} linked numbers, {options.PerSession} messages each way and number, {Environment.ProcessorCount} cores shared by engine, gateway, doubles and bench");
        await MemoryAsync(output);
        await RestartAsync(output);
        await IncomingAsync("warm", WarmUp);
        await ThroughputAsync(output);
    }

    private async Task MemoryAsync(TextWriter output)
    {
        var marks = new[] { 1, 5, options.Sessions }.Where(mark => mark <= options.Sessions).Distinct().ToArray();
        var seen = new List<string>();
        while (world.Count < options.Sessions)
        {
            await world.AddAsync();
            if (marks.Contains(world.Count))
            {
                seen.Add(string.Create(CultureInfo.InvariantCulture, $"{world.Count}: {ProcessUsage.Of(world.EngineId).Megabytes:0} MB"));
            }
        }

        await output.WriteLineAsync($"engine memory            {string.Join(", ", seen)} (resident, by linked numbers)");
    }

    private async Task RestartAsync(TextWriter output)
    {
        var before = await LoginsAsync();
        var watch = Stopwatch.StartNew();
        EngineProcesses.Kill(world.EngineId);
        await Wait.ForAsync(LoginsAsync, logins => logins >= before + world.Count, logins => $"{logins - before} of {world.Count} numbers came back", Patience);
        await world.ConnectedAsync();
        await output.WriteLineAsync($"engine killed            {watch.Elapsed.TotalSeconds,8:0.0} s until all {world.Count} numbers are connected again");
    }

    private async Task ThroughputAsync(TextWriter output)
    {
        var ceiling = await CeilingAsync();
        var before = ProcessUsage.Of(world.EngineId);
        var rate = await IncomingAsync("flood", options.PerSession);
        var replies = await RepliesAsync(options.PerSession);
        var after = ProcessUsage.Of(world.EngineId);
        ceiling = Math.Max(ceiling, await CeilingAsync());
        var thousands = 2.0 * world.Count * options.PerSession / 1000;
        await output.WriteLineAsync($"WhatsApp -> Chatwoot     {rate,8:0} messages/s");
        await output.WriteLineAsync($"Chatwoot -> WhatsApp     {replies,8:0} messages/s");
        await output.WriteLineAsync($"synced batches           {ceiling,8:0} /s, the ceiling of any journal on this disk  (ratios {rate / ceiling:0.00} and {replies / ceiling:0.00})");
        await output.WriteLineAsync($"engine CPU               {(after.Cpu - before.Cpu).TotalSeconds / thousands,8:0.00} s per 1,000 messages");
        await output.WriteLineAsync($"engine peak memory       {after.PeakMegabytes,8:0} MB (VmHWM)");
    }

    private async Task<double> IncomingAsync(string name, int perSession)
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, world.Count).Select(LastSeenAsync));
        var watch = Stopwatch.StartNew();
        await Traffic.FloodAsync(perSession * world.Count, world.Count, (session, message) =>
            world.WhatsApp.WriteAsync(SessionsWorld.CustomerOf(session), SessionsWorld.NumberOf(session), $"{name} {message / world.Count}"));
        await Task.WhenAll(Enumerable.Range(0, world.Count).Select(session => Wait.ForAsync(
            async () => await world.Chatwoot.MessagesAsync(world.InboxOf(session), seen[session]),
            found => found.Count >= perSession,
            found => $"{found.Count} of {perSession} messages arrived at number {session}",
            Patience)));
        var elapsed = watch.Elapsed;
        for (var session = 0; session < world.Count; session++)
        {
            var arrived = await world.Chatwoot.MessagesAsync(world.InboxOf(session), seen[session]);
            Exactly.Once(arrived.Select(message => int.Parse(message.Content!.AsSpan(name.Length + 1), CultureInfo.InvariantCulture)), perSession, 1);
        }

        return perSession * world.Count / elapsed.TotalSeconds;
    }

    private async Task<double> RepliesAsync(int perSession)
    {
        var conversations = new int[world.Count];
        for (var session = 0; session < world.Count; session++)
        {
            conversations[session] = (await world.Chatwoot.MessagesAsync(world.InboxOf(session)))[0].ConversationId;
        }

        var watch = Stopwatch.StartNew();
        await Traffic.FloodAsync(perSession * world.Count, world.Count, (session, message) =>
            world.Chatwoot.ReplyAsync(conversations[session], $"reply {message / world.Count}"));
        for (var session = 0; session < world.Count; session++)
        {
            var customer = SessionsWorld.CustomerOf(session);
            await Wait.ForAsync(
                () => world.WhatsApp.MessagesAsync(customer), found => found.Count >= perSession, found => $"{found.Count} of {perSession} replies arrived at {customer}", Patience);
        }

        var elapsed = watch.Elapsed;
        for (var session = 0; session < world.Count; session++)
        {
            var arrived = await world.WhatsApp.MessagesAsync(SessionsWorld.CustomerOf(session));
            Exactly.Once(arrived.Select(message => int.Parse(message.Text!.AsSpan("reply ".Length), CultureInfo.InvariantCulture)), perSession, 1);
        }

        return perSession * world.Count / elapsed.TotalSeconds;
    }

    private async Task<long> LastSeenAsync(int session) =>
        (await world.Chatwoot.MessagesAsync(world.InboxOf(session))) is [.., var last] ? last.Id : 0;

    private async Task<int> LoginsAsync()
    {
        var sum = 0;
        for (var session = 0; session < world.Count; session++)
        {
            sum += await world.WhatsApp.LoginsAsync(SessionsWorld.NumberOf(session));
        }

        return sum;
    }

    private async Task<double> CeilingAsync()
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(RepositoryRoot.Path, "bench", "Ponte.Bench", "journal-ceiling.mjs");
        var printed = await ChildProcess.RunAsync(
            "node", [script, Path.Combine(RepositoryRoot.Path, "engine"), folder.Path, $"{world.Count}", $"{options.PerSession}"]);
        return double.Parse(printed, CultureInfo.InvariantCulture);
    }
}
