using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ponte.Gateway.Accounts;
using Ponte.Gateway.Api;
using Ponte.Gateway.Baileys;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.ChatActions;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Events;
using Ponte.Gateway.Groups;
using Ponte.Gateway.History;
using Ponte.Gateway.Hosting;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Ledger;
using Ponte.Gateway.Media;
using Ponte.Gateway.Messages;
using Ponte.Gateway.Sandbox;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Bridge.Preflight;

/// <summary>The gateway as it is composed, in this process, and two Chatwoots: one of each recorded version.</summary>
public sealed class PreflightWorld : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;
    private FakeChatwootProcess? _new;
    private FakeChatwootProcess? _old;
    private int _names;

    /// <summary>4.15.1.</summary>
    public FakeChatwootProcess Chatwoot => _new!;

    /// <summary>4.3.0.</summary>
    public FakeChatwootProcess OldChatwoot => _old!;

    /// <summary>Its address, as a person types it.</summary>
    public string Url => UrlOf(Chatwoot);

    internal ChatwootPreflight Preflight => Get<ChatwootPreflight>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static string UrlOf(FakeChatwootProcess chatwoot)
    {
        ArgumentNullException.ThrowIfNull(chatwoot);
        return chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority);
    }

    public async ValueTask InitializeAsync()
    {
        _new = await FakeChatwootProcess.StartAsync(cancellationToken: Token);
        _old = await FakeChatwootProcess.StartAsync(["--Fake:Version=4.3.0"], cancellationToken: Token);
        var builder = PonteHost.CreateBuilder(["--urls", "http://127.0.0.1:0", $"--Ponte:DataPath={_folder.File("data")}"]);
        builder.AddHosting().Services
            .AddStorage(DataFolderUse.Serve).AddSecrets().AddDoctor(inServer: true)
            .AddChats().AddDeliveries().AddEvents().AddAccounts().AddInstances().AddApi()
            .AddMedia().AddMessages().AddHistory().AddChatActions().AddGroups().AddEgress().AddBridge().AddLedger().AddBaileys().AddSandbox(builder.Configuration);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        await _app.Services.OpenStorageAsync(Token);
        await Get<KeyCheck>().RunAsync(Token);
        await Get<FirstAccount>().CreateAsync(Token);
        await _app.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        await (_new?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_old?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    internal T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>One of the doctor's checks, alone.</summary>
    internal T Check<T>()
        where T : IDoctorCheck => ActivatorUtilities.CreateInstance<T>(_app!.Services);

    /// <summary>A request that would succeed, unless it is changed.</summary>
    internal ActivationRequest Request(string? url = null, long account = FakeChatwootProcess.AccountId, string token = FakeChatwootProcess.AdminToken) =>
        new(url ?? Url, account, token, "Front desk", new IntegrationFlags(false, false, false, false));

    /// <summary>A new instance with a simulated phone.</summary>
    internal async Task<Instance> CreateAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"shop-{Interlocked.Increment(ref _names)}");
        return (await Get<InstanceStore>().AddAsync(1, name, InstanceEngine.Sandbox, $"token-of-{name}-0123456789", Token))!;
    }

    /// <summary>A new instance with Chatwoot active on it.</summary>
    internal async Task<Integration> ActivateAsync(FakeChatwootProcess? chatwoot = null)
    {
        var result = await Get<ChatwootActivation>().SetAsync(await CreateAsync(), Request(UrlOf(chatwoot ?? Chatwoot)));
        return result.Integration ?? throw new InvalidOperationException(result.Error?.Message);
    }

    /// <summary>The integration as its row is now.</summary>
    internal async Task<Integration> ReadAsync(Integration integration) => (await Get<IntegrationStore>().FindAsync(integration.Id, Token))!;

    /// <summary>How many rows the ledger has.</summary>
    internal async Task<long> DeliveriesAsync()
    {
        await using var connection = await Get<Database>().OpenAsync(Token);
        return await connection.ExecuteScalarAsync<long>("select count(*) from delivery");
    }

    /// <summary>Makes users members of an inbox, as a person does in Chatwoot's settings.</summary>
    internal async Task AddMembersAsync(long inbox, params int[] users)
    {
        using var http = new HttpClient { BaseAddress = Chatwoot.BaseUrl };
        http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
        await http.SendAsync(HttpMethod.Post, "/api/v1/accounts/2/inbox_members", new { inbox_id = inbox, user_ids = users }, 200, Token);
    }

    /// <summary>Deletes an inbox, as a person does in Chatwoot's settings, and waits until it is gone.</summary>
    internal async Task DeleteInboxAsync(long inbox)
    {
        using var http = new HttpClient { BaseAddress = Chatwoot.BaseUrl };
        http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
        await http.SendAsync(HttpMethod.Delete, $"/api/v1/accounts/2/inboxes/{inbox}", null, 200, Token);
        await Eventually.HoldsAsync(async () => (await Chatwoot.Fake.InboxesAsync(Token)).All(other => other.Id != inbox));
    }

    /// <summary>Lets Chatwoot misbehave while something runs.</summary>
    internal async Task<T> WithFaultAsync<T>(FakeFault fault, Func<Task<T>> run)
    {
        var armed = await Chatwoot.Fake.ArmAsync(fault, Token);
        try
        {
            return await run();
        }
        finally
        {
            await Chatwoot.Fake.DisarmAsync(armed, Token);
        }
    }

    /// <summary>The last word on each step, in order.</summary>
    internal static async Task<IReadOnlyList<PreflightStep>> RunAsync(IAsyncEnumerable<PreflightStep> steps)
    {
        var all = new List<PreflightStep>();
        await foreach (var step in steps)
        {
            if (step.Outcome == PreflightOutcome.Running)
            {
                continue;
            }

            all.Add(step);
        }

        return all;
    }
}
