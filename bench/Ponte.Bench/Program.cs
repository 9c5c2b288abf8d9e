using Ponte.Bench;

try
{
    var options = BenchOptions.Parse(args);
    await using var world = await BenchWorld.StartAsync();
    await new Benchmark(world, options).RunAsync(Console.Out);
    return 0;
}
catch (Exception e) when (e is ArgumentException or InvalidOperationException or TimeoutException or HttpRequestException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
