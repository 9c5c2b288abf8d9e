using System.Diagnostics;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Faults: what the client sees and what is stored.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private FakeChatwootServer _chatwoot = null!;
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _chatwoot = await FakeChatwootServer.StartAsync();
        _caller = new Caller(_chatwoot);
        await _caller.StartConversationAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _chatwoot.DisposeAsync();
    }

    [Fact]
    public async Task Status_AfterOneTwoTimes_AnswersWithoutStoring()
    {
        _chatwoot.Control.AddFault(new FaultRule { Kind = "status", Method = "POST", Path = "/messages$", Status = 503, After = 1, Times = 2 });
        var statuses = new List<int>();
        for (var number = 0; number < 4; number++)
        {
            statuses.Add((await _caller.WriteAsync("n" + number)).Status);
        }

        Assert.Equal([200, 503, 503, 200], statuses);
        Assert.Equal(["n0", "n3"], _caller.Contents());
        var report = Assert.Single(_chatwoot.Control.Faults);
        Assert.Equal((4, 2), (report.Matches, report.Hits));
    }

    [Fact]
    public async Task Reset_Posting_CutsAndStoresNothing()
    {
        _chatwoot.Control.AddFault(new FaultRule { Kind = "reset", Path = "/messages$", Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _caller.WriteAsync("lost"));
        Assert.Empty(_caller.Contents());
    }

    [Fact]
    public async Task LoseAnswer_Posting_CutsButStores()
    {
        _chatwoot.Control.AddFault(new FaultRule { Kind = "lose_answer", Path = "/messages$", Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _caller.WriteAsync("stored"));
        Assert.Equal(["stored"], _caller.Contents());
    }

    [Fact]
    public async Task StoreLater_Posting_CutsAndStoresAfterwards()
    {
        _chatwoot.Control.AddFault(new FaultRule { Kind = "store_later", Path = "/messages$", Times = 1, Milliseconds = 400 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _caller.WriteAsync("late"));
        Assert.Empty(_caller.Contents());
        await Eventually.HoldsAsync(() => _caller.Contents().SequenceEqual(["late"]));
    }

    [Fact]
    public async Task HoldAnswer_Released_StoresAtOnceAndAnswersThen()
    {
        var fault = _chatwoot.Control.AddFault(new FaultRule { Kind = "hold_answer", Path = "/messages$", Times = 1 });
        var answer = _caller.WriteAsync("held");
        await Eventually.HoldsAsync(() => _chatwoot.Control.Faults[0].Waiting == 1);
        Assert.Equal(["held"], _caller.Contents());
        Assert.False(answer.IsCompleted);
        Assert.True(_chatwoot.Control.ReleaseFault(fault));
        Assert.Equal("held", (await answer).Json!["content"]!.ToString());
    }

    [Fact]
    public async Task Hang_ClientLeaves_StoresNothing()
    {
        _chatwoot.Control.AddFault(new FaultRule { Kind = "hang", Path = "/messages$", Times = 1 });
        using var gone = new CancellationTokenSource();
        var answer = _caller.WriteUntilAsync("never", gone.Token);
        await Eventually.HoldsAsync(() => _chatwoot.Control.Faults[0].Waiting == 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await Eventually.HoldsAsync(() => _chatwoot.Control.Faults[0].Waiting == 0);
        Assert.Empty(_caller.Contents());
    }

    [Fact]
    public async Task Latency_Posting_AnswersLater()
    {
        _chatwoot.Control.AddFault(new FaultRule { Kind = "latency", Path = "/messages$", Times = 1, Milliseconds = 300 });
        var clock = Stopwatch.StartNew();
        Assert.Equal(200, (await _caller.WriteAsync("slow")).Status);
        Assert.True(clock.ElapsedMilliseconds >= 290, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Probability_SameSeed_HitsTheSameRequests()
    {
        await _caller.ControlAsync("settings", new JsonObject { ["cable_delay_max"] = 0, ["race_mode"] = false });
        Assert.Equal(await PatternAsync(), await PatternAsync());

        async Task<string> PatternAsync()
        {
            _chatwoot.Control.ClearFaults();
            _chatwoot.Control.AddFault(new FaultRule { Kind = "status", Path = "/profile$", Probability = 0.5 });
            _chatwoot.Control.Seed(7);
            var pattern = "";
            for (var number = 0; number < 20; number++)
            {
                pattern += (await _caller.SendAsync(HttpMethod.Get, "/api/v1/profile")).Status == 200 ? '.' : 'x';
            }

            Assert.Contains('.', pattern);
            Assert.Contains('x', pattern);
            return pattern;
        }
    }

    [Fact]
    public async Task ControlApi_UnknownKind_IsRefused()
    {
        Assert.Equal(400, (await _caller.SendAsync(HttpMethod.Post, "/_fake/faults", new JsonObject { ["kind"] = "earthquake" })).Status);
        var added = await _caller.ControlAsync("faults", new JsonObject { ["id"] = "mine", ["kind"] = "status", ["path"] = "/profile$", ["status"] = 502, ["body"] = "bad gateway" });
        Assert.Equal("mine", added!["id"]!.ToString());
        Assert.Equal(502, (await _caller.SendAsync(HttpMethod.Get, "/api/v1/profile")).Status);
        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Delete, "/_fake/faults/mine")).Status);
        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, "/api/v1/profile")).Status);
    }
}
