using Microsoft.Extensions.Time.Testing;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class FaultTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    private const string Version = "4.15.1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_AnswerLost_MayStillRunAndIsFoundByTheProbe()
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(Version);
        chatwoots[Version].Control.AddFault(new FaultRule { Kind = "lose_answer", Path = $"/conversations/{conversation.Id}/messages", Method = "POST", Times = 1 });

        var error = (await chatwoots.Client(Version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("x", "WA:lost"), Stop)).Error!;
        var found = await chatwoots.Client(Version).Messages.FindBySourceIdAsync(conversation.Id, "WA:lost", TimeProvider.System.GetUtcNow(), null, Stop);

        Assert.Equal((ChatwootErrorKind.ConnectionLost, RequestFate.MayStillRun), (error.Kind, error.Fate));
        Assert.Equal("x", found.Value!.Content);
    }

    [Fact]
    public async Task Create_Reset_IsSentOnceAndMayStillRun()
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync(Version);
        var fault = chatwoots[Version].Control.AddFault(new FaultRule { Kind = "reset", Path = $"/conversations/{conversation.Id}/messages", Method = "POST" });

        var error = (await chatwoots.Client(Version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("x"), Stop)).Error!;
        var hits = chatwoots[Version].Control.Faults.Single(report => report.Rule.Id == fault).Hits;
        chatwoots[Version].Control.RemoveFault(fault);

        Assert.Equal((ChatwootErrorKind.ConnectionLost, RequestFate.MayStillRun), (error.Kind, error.Fate));
        Assert.Equal(1, hits);
        Assert.Empty(chatwoots[Version].Control.Messages((int)inbox.Id));
    }

    [Fact]
    public async Task Create_Hangs_TimesOutByTheGivenClock()
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(Version);
        var fault = chatwoots[Version].Control.AddFault(new FaultRule { Kind = "hang", Path = $"/conversations/{conversation.Id}/messages", Method = "POST" });
        var time = new FakeTimeProvider();
        var client = Clients.For(chatwoots[Version].BaseUrl, FakeChatwootSeed.AdminToken, timeout: TimeSpan.FromSeconds(10), time: time);

        var create = client.Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("x"), Stop);
        await Eventually.HoldsAsync(() => chatwoots[Version].Control.Faults.Single(report => report.Rule.Id == fault).Waiting == 1);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new ChatwootError(ChatwootErrorKind.Timeout, "timeout after 10s", RequestFate.MayStillRun), (await create).Error);
        chatwoots[Version].Control.RemoveFault(fault);
    }

    [Fact]
    public async Task Create_CallerCancels_ThrowsForTheCaller()
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(Version);
        var fault = chatwoots[Version].Control.AddFault(new FaultRule { Kind = "hang", Path = $"/conversations/{conversation.Id}/messages", Method = "POST" });
        using var cancel = new CancellationTokenSource();

        var create = chatwoots.Client(Version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("x"), cancel.Token);
        await Eventually.HoldsAsync(() => chatwoots[Version].Control.Faults.Single(report => report.Rule.Id == fault).Waiting == 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => create);
        chatwoots[Version].Control.RemoveFault(fault);
    }

    [Fact]
    public async Task Create_Unavailable_IsUnknownAndKeepsNothing()
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync(Version);
        chatwoots[Version].Control.AddFault(new FaultRule { Kind = "status", Status = 503, Body = "<h1>no</h1>", Path = $"/conversations/{conversation.Id}/messages", Times = 1 });

        var error = (await chatwoots.Client(Version).Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("x"), Stop)).Error!;

        Assert.Equal(new ChatwootError(ChatwootErrorKind.Unavailable, "HTTP 503: <h1>no</h1>", RequestFate.Unknown, 503), error);
        Assert.Empty(chatwoots[Version].Control.Messages((int)inbox.Id));
    }
}
