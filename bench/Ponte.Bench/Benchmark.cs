namespace Ponte.Bench;

/// <summary>The whole programme, and what it prints.</summary>
internal sealed class Benchmark(BenchWorld world, BenchOptions options)
{
    private const int WarmUp = 1000;

    public async Task RunAsync(TextWriter output)
    {
        using var plain = new PlainClient(world.Chatwoot.BaseUrl);
        await plain.PrepareAsync(options.Chats);
        await plain.FloodAsync(WarmUp);
        await new IncomingRun(world, "warm").FloodAsync(WarmUp, options.Chats);
        await new ReplyRun(world, "warm").FloodAsync(WarmUp / 2, options.Chats);

        await output.WriteLineAsync($"{options.Messages} messages over {options.Chats} chats, {Environment.ProcessorCount} cores shared by gateway, double and bench");
        await IncomingAsync(plain, output);
        await DrainAsync(output);
        await LatencyAsync(plain, output);
        await RepliesAsync(output);
    }

    private async Task IncomingAsync(PlainClient plain, TextWriter output)
    {
        var ceiling = await plain.FloodAsync(options.Messages);
        var before = ProcessUsage.Of(world.Gateway.ProcessId);
        var calls = await CallsAsync();
        var rate = await new IncomingRun(world, "flood").FloodAsync(options.Messages, options.Chats);
        var after = ProcessUsage.Of(world.Gateway.ProcessId);
        calls = await CallsAsync() - calls;
        ceiling = Math.Max(ceiling, await plain.FloodAsync(options.Messages));

        var thousands = options.Messages / 1000.0;
        await output.WriteLineAsync($"WhatsApp -> Chatwoot     {rate,8:0} messages/s");
        await output.WriteLineAsync($"plain HttpClient loop    {ceiling,8:0} messages/s  (ratio {rate / ceiling:0.00})");
        await output.WriteLineAsync($"Chatwoot calls           {(double)calls / options.Messages,8:0.00} per message");
        await output.WriteLineAsync($"gateway CPU              {(after.Cpu - before.Cpu).TotalSeconds / thousands,8:0.00} s per 1,000 messages");
        await output.WriteLineAsync($"gateway peak memory      {after.PeakMegabytes,8:0} MB (VmHWM; {(after.PeakMegabytes - before.PeakMegabytes) / thousands:0.0} MB more per 1,000 messages)");
    }

    private async Task DrainAsync(TextWriter output)
    {
        var before = ProcessUsage.Of(world.Gateway.ProcessId);
        var (received, drained) = await new IncomingRun(world, "drain").DrainAsync(options.Messages, options.Chats);
        var cpu = (ProcessUsage.Of(world.Gateway.ProcessId).Cpu - before.Cpu).TotalSeconds * 1000 / options.Messages;
        await output.WriteLineAsync($"a backlog                {received,8:0} received/s, then {drained:0} delivered/s ({cpu:0.00} s CPU per 1,000 messages for both)");
    }

    private async Task LatencyAsync(PlainClient plain, TextWriter output)
    {
        var call = await plain.PaceAsync(options.Paced, options.Rate);
        var latency = await new IncomingRun(world, "paced").PaceAsync(options.Paced, options.Chats, options.Rate);
        await output.WriteLineAsync($"added latency at {options.Rate}/s    p50 {latency.P50 - call.P50:0.0} ms, p99 {latency.P99 - call.P50:0.0} ms"
            + $"  (202 to arrival p50 {latency.P50:0.0} p99 {latency.P99:0.0}, less the plain client's median call of {call.P50:0.0}; its p99 is {call.P99:0.0})");
    }

    private async Task RepliesAsync(TextWriter output)
    {
        var before = ProcessUsage.Of(world.Gateway.ProcessId);
        var rate = await new ReplyRun(world, "replies").FloodAsync(options.Messages, options.Chats);
        var cpu = (ProcessUsage.Of(world.Gateway.ProcessId).Cpu - before.Cpu).TotalSeconds * 1000 / options.Messages;
        var latency = await new ReplyRun(world, "answer").PaceAsync(options.Paced, options.Chats, options.Rate);
        await output.WriteLineAsync($"Chatwoot -> WhatsApp     {rate,8:0} messages/s  ({cpu:0.00} s CPU per 1,000 messages)");
        await output.WriteLineAsync($"agent's answer to send   p50 {latency.P50:0.0} ms, p99 {latency.P99:0.0} ms at {options.Rate}/s");
    }

    private async Task<int> CallsAsync() => (await world.Chatwoot.Fake.CallCountsAsync()).Values.Sum();
}
