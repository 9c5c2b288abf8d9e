using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Contract;

/// <summary>What all rows share: the gateway, what it says of itself, an account beside its own, and an instance whose token is the wrong one for all others.</summary>
public sealed class ContractWorld(Servers servers) : IAsyncLifetime
{
    private int _last;

    /// <summary>Asks without any token of its own.</summary>
    internal HttpClient Client { get; } = new();

    /// <summary>The token of an account that has no instance.</summary>
    internal string OtherAccount { get; private set; } = "";

    /// <summary>The OpenAPI document of the running gateway.</summary>
    internal JsonElement Document { get; private set; }

    /// <summary>The instance whose token is foreign to all others.</summary>
    internal const string Foreign = "contract-foreign";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var gateway = await servers.GatewayAsync();
        Client.BaseAddress = gateway.BaseUrl;
        OtherAccount = await servers.CreateAccountAsync("Neighbour");
        Document = JsonDocument.Parse(await Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Token)).RootElement;
        await CreateAsync(Foreign);
    }

    /// <summary>The stage of a story.</summary>
    internal async Task<ContractStage> StageAsync()
    {
        var name = $"contract-{Interlocked.Increment(ref _last)}";
        await CreateAsync(name);
        return new ContractStage(Client, GatewayStart.AccountToken, OtherAccount, servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority), name);
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task CreateAsync(string name) =>
        await (await servers.GatewayAsync()).Http.SendAsync(HttpMethod.Post, "/api/instance/new", new { name, engine = "sandbox", token = ContractStage.TokenOf(name) }, 201, Token);
}
