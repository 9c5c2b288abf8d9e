using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Events;
using Ponte.Gateway.Hosting;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>A silo with the real instances on a real database, and an engine that a test scripts.</summary>
internal sealed class InstanceHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TemporaryFolder _folder;

    private InstanceHost(IHost host, ScriptedEngine engine, TemporaryFolder folder) => (_host, Engine, _folder) = (host, engine, folder);

    public ScriptedEngine Engine { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<InstanceHost> StartAsync(TestDatabase database, ScriptedEngine? engine = null)
    {
        var scripted = engine ?? new ScriptedEngine();
        var folder = new TemporaryFolder();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ponte:Egress:AllowPrivateNetworks"] = "false" });
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), gatewayPort: 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Random, SecureRandom>();
        builder.Services.AddSingleton(database.Database).AddSingleton<WriteQueue>().AddSingleton<LeaseStore>().AddSingleton(new NodeId("test"));
        builder.Services.AddSingleton(new SecretBox(new byte[32]));
        builder.Services.AddSingleton(DataFolder.Open(folder.Path));
        builder.Services.AddChats().AddDeliveries().AddEvents().AddMedia().AddEgress().AddInstances();
        builder.Services.AddSingleton<IWhatsAppEngine>(scripted);
        var host = builder.Build();
        await host.StartAsync(Token);
        return new InstanceHost(host, scripted, folder);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public IInstanceGrain Grain(Instance instance) => Get<IGrainFactory>().GetGrain<IInstanceGrain>(instance.Id);

    /// <summary>Adds an instance whose session is not wanted yet.</summary>
    public static async Task<Instance> AddAsync(InstanceHost host, TestDatabase database, string name = "support")
    {
        await using var connection = await database.OpenAsync();
        var account = await connection.ExecuteScalarAsync<long>(
            """
            insert into account (name, token_hash, created_at) values ('one', 'one', 0)
            on conflict (name) do update set created_at = 0 returning id
            """);
        return (await host.Get<InstanceStore>().AddAsync(account, name, InstanceEngine.Baileys, $"token-of-{name}", Token))!;
    }

    /// <summary>As <c>connect</c> does it before it asks for a code.</summary>
    public async Task<IInstanceGrain> OpenAsync(Instance instance)
    {
        await Get<InstanceStore>().WantSessionAsync(instance.Id, Token);
        var grain = Grain(instance);
        await grain.StartAsync();
        return grain;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        _folder.Dispose();
    }
}
