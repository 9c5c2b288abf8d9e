using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

/// <summary>A connection to a scripted server on a fake clock, and what it said.</summary>
internal sealed class CableFixture : IAsyncDisposable
{
    private readonly Channel<CableNotice> _notices = Channel.CreateUnbounded<CableNotice>();
    private Task _reading = Task.CompletedTask;

    public CableFixture(CableOptions? options = null, bool reads = true)
    {
        Connection = new ActionCableConnection(
            (options ?? new() { BaseUrl = Server.BaseUrl }) with { BaseUrl = Server.BaseUrl }, SubscribeAsync, Time, new Random(1), NullLogger<ActionCableConnection>.Instance);
        if (reads)
        {
            _reading = ReadAsync();
        }
    }

    public ScriptedCable Server { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public ActionCableConnection Connection { get; }

    public int Subscriptions { get; private set; }

    /// <summary>What the subscribe function answers.</summary>
    public Func<int, ChatwootResult<RoomSubscription>> Answer { get; set; } = number => ChatwootResult.Success(new RoomSubscription($"token-{number}", 2, 3));

    public void StartReading() => _reading = ReadAsync();

    public async Task<CableNotice> NextAsync() => await Until.Within(_notices.Reader.ReadAsync().AsTask());

    public async Task<ChatwootError?> NextStateAsync(CableState state)
    {
        var change = Assert.IsType<ConnectionStateChanged>(await NextAsync());
        Assert.Equal(state, change.State);
        return change.Cause;
    }

    public async Task<long> NextMessageAsync() => Assert.IsType<MessageCreated>(Assert.IsType<EventReceived>(await NextAsync()).Event).Message.Id;

    /// <summary>Starts and brings the connection to Connected.</summary>
    public async Task<ScriptedSocket> ConnectAsync()
    {
        Connection.Start();
        await NextStateAsync(CableState.Connecting);
        var socket = await Server.NextConfirmedAsync();
        await NextStateAsync(CableState.Connected);
        return socket;
    }

    /// <summary>Waits until the stream has ended, and gives what was left in it.</summary>
    public async Task<List<CableNotice>> RestAsync()
    {
        await Until.Within(_reading);
        var rest = new List<CableNotice>();
        while (_notices.Reader.TryRead(out var notice))
        {
            rest.Add(notice);
        }

        return rest;
    }

    /// <summary>Moves the clock on until something has happened.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition, string what) => Until.AdvancedAsync(Time, condition, what);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
        await Until.Within(_reading);
    }

    private async Task ReadAsync()
    {
        await foreach (var notice in Connection.ReadAllAsync())
        {
            _notices.Writer.TryWrite(notice);
        }
    }

    private Task<ChatwootResult<RoomSubscription>> SubscribeAsync(CancellationToken cancellationToken) => Task.FromResult(Answer(++Subscriptions));
}
