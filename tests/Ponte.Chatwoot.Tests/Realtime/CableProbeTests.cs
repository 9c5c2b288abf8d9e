using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

public sealed class CableProbeTests
{
    private readonly FakeTimeProvider _time = new();
    private int _subscriptions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirm_ServerConfirms_IsNull()
    {
        await using var server = new ScriptedCable();

        var probe = ProbeAsync(server, Stop);
        await server.NextConfirmedAsync();

        Assert.Null(await Until.Within(probe));
    }

    [Fact]
    public async Task Confirm_FirstTrySilent_TriesAgain()
    {
        await using var server = new ScriptedCable();

        var probe = ProbeAsync(server, Stop);
        var silent = await server.NextAsync();
        await silent.SendAsync("""{"type":"welcome"}""");
        await AdvanceUntilAsync(() => _subscriptions == 2);
        await server.NextConfirmedAsync();

        Assert.Null(await Until.Within(probe));
    }

    [Fact]
    public async Task Confirm_Silence_NamesTheCauseAfterTwoTries()
    {
        await using var server = new ScriptedCable();

        var probe = ProbeAsync(server, Stop, TimeSpan.FromSeconds(60));
        await AdvanceUntilAsync(() => probe.IsCompleted);

        var error = await probe;
        Assert.Equal(2, _subscriptions);
        Assert.Equal((ChatwootErrorKind.Timeout, "realtime connection not confirmed: no confirmation after 10s"), (error!.Kind, error.Detail));
    }

    [Fact]
    public async Task Confirm_Refused_NamesTheStatus()
    {
        await using var server = new ScriptedCable { Refusal = 503 };

        var error = await ProbeAsync(server, Stop);

        Assert.Equal("realtime connection not confirmed: HTTP 503: /cable does not open a WebSocket", error!.Detail);
    }

    [Fact]
    public async Task Confirm_SubscribeFails_IsItsErrorUnchanged()
    {
        var refused = new ChatwootError(ChatwootErrorKind.InvalidToken, "HTTP 401: Invalid Access Token", RequestFate.NotExecuted, 401);

        var error = await CableProbe.ConfirmAsync(
            new() { BaseUrl = new Uri("http://192.0.2.1") }, _ => Task.FromResult(ChatwootResult.Failure<RoomSubscription>(refused)), _time, NullLogger.Instance,
            cancellationToken: Stop);

        Assert.Equal(refused, error);
    }

    [Fact]
    public async Task Confirm_CallerCancels_Throws()
    {
        await using var server = new ScriptedCable();
        using var cancel = new CancellationTokenSource();
        var probe = ProbeAsync(server, cancel.Token);
        await server.NextAsync();

        await cancel.CancelAsync();

        await Until.Within(Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe));
    }

    private Task AdvanceUntilAsync(Func<bool> condition) => Until.AdvancedAsync(_time, condition, "the probe goes on");

    private Task<ChatwootError?> ProbeAsync(ScriptedCable server, CancellationToken cancellationToken, TimeSpan? deadLink = null) => CableProbe.ConfirmAsync(
        new() { BaseUrl = server.BaseUrl, DeadLinkTimeout = deadLink ?? TimeSpan.FromSeconds(9) },
        _ =>
        {
            _subscriptions++;
            return Task.FromResult(ChatwootResult.Success(new RoomSubscription("t", 2, 3)));
        },
        _time,
        NullLogger.Instance,
        cancellationToken: cancellationToken);
}
