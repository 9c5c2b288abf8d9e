using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>A server that is asked to stop when nothing around it ends by itself.</summary>
[Trait("scenario", "stop")]
public sealed class StopChaosTests(ITestOutputHelper output)
{
    private const int Busy = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WhileChatwootHangsAndConnectionsStayOpen_IsDoneInTimeAndLosesNothing()
    {
        await using var world = await BridgeWorld.StartAsync();
        var list = await world.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={BridgeWorld.Instance}", null, 200, Token);
        var token = list.GetProperty("instances")[0].GetProperty("token").GetString()!;
        await world.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/events/websocket/{BridgeWorld.Instance}", new { enabled = true }, 200, Token);
        using var listener = await Listener.ConnectAsync(world.Gateway, BridgeWorld.Instance, token);
        using var upload = await BeginUploadAsync(world.Gateway.BaseUrl);
        var hang = await world.Fake.ArmAsync(new FakeFault("hang"), Token);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Token };
        await Parallel.ForEachAsync(Enumerable.Range(0, Busy), options, async (i, _) => await WriteAsync(world, i));
        await Eventually.HoldsAsync(async () => (await world.Fake.FaultsAsync(Token)).Single().Waiting > 10);

        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await world.Gateway.StopAsync());
        output.WriteLine($"stopped in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);

        await world.Fake.DisarmAsync(hang, Token);
        await world.Gateway.RestartAsync(cancellationToken: Token);
        await WriteAsync(world, Busy);
        var arrived = await world.CustomerMessagesAsync(Busy + 1, TimeSpan.FromMinutes(2));
        Assert.Equal(Enumerable.Range(0, Busy + 1).Select(Text).Order(StringComparer.Ordinal), arrived.Select(message => message.Content).Order(StringComparer.Ordinal));
    }

    private static Task<string> WriteAsync(BridgeWorld world, int number) =>
        world.CustomerWritesAsync(string.Create(CultureInfo.InvariantCulture, $"5511900001{number:000}"), Text(number));

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"text {number}");

    // A body that never ends.
    private static async Task<TcpClient> BeginUploadAsync(Uri gateway)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(gateway.Host, gateway.Port, Token);
        string[] lines = [$"POST /api/sandbox/{BridgeWorld.Instance}/media HTTP/1.1", "Host: ponte", $"token: {GatewayStart.AccountToken}", "Content-Type: image/png", "Content-Length: 1000000", "", "begun"];
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines)), Token);
        return connection;
    }
}
