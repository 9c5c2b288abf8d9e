using Ponte.Bench;

var gatewayOutput = "";
try
{
    var options = BenchOptions.Parse(args);
    if (options.Retention > 0)
    {
        await new RetentionBenchmark(options.Retention).RunAsync(Console.Out);
        return 0;
    }

    if (options.Sessions > 0)
    {
        await using var sessions = await SessionsWorld.StartAsync(output => gatewayOutput = output);
        await new SessionsBenchmark(sessions, options).RunAsync(Console.Out);
        return 0;
    }

    await using var world = await BenchWorld.StartAsync(output => gatewayOutput = output);
    if (options.Media > 0)
    {
        await new MediaBenchmark(world, options.Media).RunAsync(Console.Out);
        return 0;
    }

    if (options.Sends > 0)
    {
        await new SendingBenchmark(world, options).RunAsync(Console.Out);
        return 0;
    }

    await new Benchmark(world, options).RunAsync(Console.Out);
    return 0;
}
catch (Exception e) when (e is ArgumentException or InvalidOperationException or TimeoutException or HttpRequestException)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(gatewayOutput);
    return 1;
}
