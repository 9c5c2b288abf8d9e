using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Instances.Proxies;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>What the owner of a session does with an engine that is slow, fails, or is asked several things at once.</summary>
public sealed class InstanceGrainTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_NeverConnected_OpensNoSession()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        var grain = host.Grain(await InstanceHost.AddAsync(host, database));

        await grain.StartAsync();

        Assert.Equal(new ReconnectReply(ReconnectOutcome.NotLinked), await grain.ReconnectAsync());
        Assert.True(await grain.LogOutAsync());
        Assert.Equal(SessionState.Disconnected, (await grain.GetConnectionAsync()).State);
        Assert.Empty(host.Engine.Calls);
    }

    [Fact]
    public async Task Start_ServerStartsAgain_OpensWhatWasConnectedOnce()
    {
        await using var database = await CreateAsync();
        await using (var host = await InstanceHost.StartAsync(database))
        {
            await host.OpenAsync(await InstanceHost.AddAsync(host, database, "connected"));
            await InstanceHost.AddAsync(host, database, "never");
        }

        await using var again = await InstanceHost.StartAsync(database);

        await Eventually.HoldsAsync(() => Task.FromResult(again.Engine.Calls.Contains("open")));
        Assert.Equal(1, again.Engine.MostOpen);
    }

    [Fact]
    public async Task Start_EngineFails_ShowsTheCauseAndIsTriedAgain()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        host.Engine.Opening = () => throw new IOException("scripted");
        var grain = await host.OpenAsync(await InstanceHost.AddAsync(host, database));

        Assert.Equal(ConnectionCause.EngineStopped, (await grain.GetConnectionAsync()).Cause);
        Assert.Equal(LinkReply.Failed(ConnectionCause.EngineStopped), await grain.LinkAsync(null, null));
        Assert.Equal(new ReconnectReply(ReconnectOutcome.Failed, ConnectionCause.EngineStopped), await grain.ReconnectAsync());
        Assert.False(await grain.LogOutAsync());

        host.Engine.Opening = () => Task.CompletedTask;
        Assert.Equal(ReconnectOutcome.Started, (await grain.ReconnectAsync()).Outcome);
        Assert.Null((await grain.GetConnectionAsync()).Cause);
    }

    [Fact]
    public async Task Link_Answers_AreHandedOn()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        var grain = await host.OpenAsync(await InstanceHost.AddAsync(host, database));
        LinkRequest? asked = null;

        async Task<LinkReply> AskAsync(LinkAnswer answer)
        {
            host.Engine.Link = (request, _) =>
            {
                asked = request;
                return Task.FromResult(answer);
            };
            return await grain.LinkAsync("5511900000001", 30);
        }

        Assert.Equal(new LinkReply(LinkOutcome.Qr, "2@abc"), await AskAsync(new LinkAnswer.Qr("2@abc", default)));
        Assert.Equal(new LinkRequest("5511900000001", 30), asked);
        Assert.Equal(new LinkReply(LinkOutcome.PairingCode, "ABCD1234"), await AskAsync(new LinkAnswer.PairingCode("ABCD1234")));
        Assert.Equal(new LinkReply(LinkOutcome.Connected), await AskAsync(new LinkAnswer.AlreadyLinked(SessionState.Connected)));
        Assert.Equal(new LinkReply(LinkOutcome.Connecting), await AskAsync(new LinkAnswer.AlreadyLinked(SessionState.Connecting)));
        Assert.Equal(LinkReply.Failed(ConnectionCause.LinkTimedOut), await AskAsync(new LinkAnswer.Failed(ConnectionCause.LinkTimedOut)));
        Assert.DoesNotContain("abc", new LinkReply(LinkOutcome.Qr, "2@abc").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Link_LogOutOrDeleteMeanwhile_EndsTheWaitAndNothingElseWaits(bool delete)
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        var instance = await InstanceHost.AddAsync(host, database);
        var grain = await host.OpenAsync(instance);
        host.Engine.Link = (_, _) => new TaskCompletionSource<LinkAnswer>().Task;

        var links = Enumerable.Range(0, 3).Select(_ => grain.LinkAsync(null, null)).ToArray();
        await Eventually.HoldsAsync(() => Task.FromResult(host.Engine.Calls.Count(call => call == "link") == 3));
        Assert.Equal(SessionState.Disconnected, await grain.GetStateAsync());
        await (delete ? grain.DeleteAsync(instance.Engine) : grain.LogOutAsync());

        Assert.All(await Task.WhenAll(links), reply => Assert.Equal(LinkOutcome.Interrupted, reply.Outcome));
        Assert.Equal(
            delete ? ["open", "link", "link", "link", "logout", "close", "delete"] : ["open", "link", "link", "link", "logout"],
            host.Engine.Calls);
    }

    [Fact]
    public async Task Connection_EngineTellsNumberAndCause_ShowsThemAndSince()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        var grain = await host.OpenAsync(await InstanceHost.AddAsync(host, database));
        var before = await grain.GetConnectionAsync();

        host.Engine.Status = new SessionStatus(SessionState.Disconnected, ConnectionCause.Replaced, UserId.Parse("5511900000001@s.whatsapp.net"));
        var connection = await grain.GetConnectionAsync();

        Assert.Equal((SessionState.Disconnected, ConnectionCause.Replaced, "5511900000001@s.whatsapp.net"), (connection.State, connection.Cause, connection.Self));
        Assert.True(connection.Since > before.Since);
        Assert.Equal(connection, await grain.GetConnectionAsync());
        Assert.DoesNotContain("5511900000001", connection.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configure_ChangedSettings_ReachTheSession()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        var instance = await InstanceHost.AddAsync(host, database);
        var grain = await host.OpenAsync(instance);
        Assert.Equal(new SessionSettings { AllowPrivateNetworks = false }, host.Engine.Settings);

        await host.Get<InstanceSettingsStore>().ChangeAsync(instance.Id, new InstanceSettingsChange(true, "later", null, true, true, false, null), Token);
        await host.Get<ProxyStore>().SaveAsync(instance.Id, new ProxySettings(ProxyProtocol.Socks5, "proxy.example.com", 1080, "shop", "s3cret"), Token);
        await grain.ConfigureAsync();

        var expected = new SessionSettings
        {
            Proxy = new ProxySettings(ProxyProtocol.Socks5, "proxy.example.com", 1080, "shop", "s3cret"),
            AllowPrivateNetworks = false,
            AutoRejectCalls = true,
            CallRejectMessage = "later",
            KeepOnline = true,
            AutoReadMessages = true,
            SyncHistory = true,
        };
        Assert.Equal(expected, host.Engine.Settings);
    }

    [Fact]
    public async Task Erase_EngineCannotLogOut_ErasesAllTheSame()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        var instance = await InstanceHost.AddAsync(host, database);
        await host.OpenAsync(instance);
        host.Engine.LogOut = _ => throw new IOException("scripted");

        await host.Get<InstanceEraser>().EraseAsync(instance, Token);

        Assert.Null(await host.Get<InstanceStore>().FindByIdAsync(instance.Id, Token));
        Assert.Equal(["open", "logout", "close", "delete", "delete"], host.Engine.Calls);
        await host.Grain(instance).StartAsync();
        Assert.Equal(SessionState.Disconnected, await host.Grain(instance).GetStateAsync());
        Assert.Equal(5, host.Engine.Calls.Count);
    }

    [Fact]
    public async Task Erase_ConnectedMeanwhile_LeavesNoSessionOpen()
    {
        await using var database = await CreateAsync();
        await using var host = await InstanceHost.StartAsync(database);
        foreach (var round in Enumerable.Range(0, 10))
        {
            var instance = await InstanceHost.AddAsync(host, database, $"round-{round}");
            var erasing = host.Get<InstanceEraser>().EraseAsync(instance, Token);
            await Task.WhenAll([erasing, .. Enumerable.Range(0, 5).Select(_ => host.OpenAsync(instance))]);
        }

        Assert.Equal(1, Math.Max(1, host.Engine.MostOpen));
        Assert.Equal(host.Engine.Calls.Count(call => call == "open"), host.Engine.Calls.Count(call => call == "close"));
    }

    private Task<TestDatabase> CreateAsync() => TestDatabase.CreateAsync(DatabaseKind.Sqlite, postgres);
}
