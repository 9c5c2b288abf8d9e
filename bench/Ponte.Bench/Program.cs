using Ponte.Bench;

var gatewayOutput = "";
try
{
    var options = BenchOptions.Parse(args);
    await using var world = await BenchWorld.StartAsync(output => gatewayOutput = output);
    await new Benchmark(world, options).RunAsync(Console.Out);
    return 0;
}
catch (Exception e) when (e is ArgumentException or InvalidOperationException or TimeoutException or HttpRequestException)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(gatewayOutput);
    return 1;
}
