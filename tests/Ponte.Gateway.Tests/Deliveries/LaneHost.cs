using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Hosting;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Deliveries;

/// <summary>A silo with the real lanes on a real database, and a destination that a test scripts.</summary>
internal sealed class LaneHost : IAsyncDisposable
{
    private readonly IHost _host;

    private LaneHost(IHost host, ScriptedTarget target) => (_host, Target) = (host, target);

    public ScriptedTarget Target { get; }

    public DeliveryQueue Queue => _host.Services.GetRequiredService<DeliveryQueue>();

    public ChatDirectory Chats => _host.Services.GetRequiredService<ChatDirectory>();

    public LaneWaker Waker => _host.Services.GetRequiredService<LaneWaker>();

    public LaneStore Lanes => _host.Services.GetRequiredService<LaneStore>();

    public LedgerStore Ledger => _host.Services.GetRequiredService<LedgerStore>();

    public ReplayStore Replays => _host.Services.GetRequiredService<ReplayStore>();

    public DiscardStore Discards => _host.Services.GetRequiredService<DiscardStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a process, so to speak, on a database that may hold what an earlier one left.</summary>
    public static async Task<LaneHost> StartAsync(TestDatabase database, ScriptedTarget? target = null, int idleSeconds = 900)
    {
        var scripted = target ?? new ScriptedTarget();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ponte:Lanes:IdleSeconds"] = $"{idleSeconds}" });
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), gatewayPort: 0));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Random, SecureRandom>();
        builder.Services.AddSingleton(database.Database);
        builder.Services.AddSingleton<WriteQueue>();
        builder.Services.AddSingleton(new SecretBox(new byte[32]));
        builder.Services.AddChats();
        builder.Services.AddDeliveries();
        builder.Services.AddSingleton<IDeliveryTarget>(scripted);
        var host = builder.Build();
        await host.StartAsync(Token);
        return new LaneHost(host, scripted);
    }

    public static NewDelivery Row(long chat, string payload, string? key = null, string kind = DeliveryKind.Message) =>
        new(new LaneKey("ins_1", chat, "scripted"), kind, key ?? $"{chat}:{payload}", $"id-{chat}-{payload}", payload);

    public Task<int> EnqueueAsync(params NewDelivery[] rows) => Queue.EnqueueAsync(rows, null, Token);

    /// <summary>Halts a lane as a merge does; one-way, so what was sent to it before has arrived when this has.</summary>
    public Task HaltAsync(LaneKey lane) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILaneGrain>(lane.ToString()).Halt();

    /// <summary>Waits until so many attempts were made.</summary>
    public Task<IReadOnlyList<string>> AttemptsAsync(int count) => Eventually.GetAsync(
        () => Task.FromResult(Target.Payloads), payloads => payloads.Count >= count, TimeSpan.FromSeconds(30), payloads => $"{payloads.Count} of {count}");

    /// <summary>Waits until so many rows have a state.</summary>
    public static Task<long> StatesAsync(TestDatabase database, string state, long count) => Eventually.GetAsync(
        async () =>
        {
            await using var connection = await database.OpenAsync();
            return await connection.QuerySingleAsync<long>("select count(*) from delivery where state = @state", new { state });
        },
        found => found == count,
        TimeSpan.FromSeconds(30),
        found => $"{found} of {count} {state}");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
