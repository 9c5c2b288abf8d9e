using Ponte.Bench;

var options = BenchOptions.Parse(args);
await using var world = await BenchWorld.StartAsync();
await new Benchmark(world, options).RunAsync(Console.Out);
