using Ponte.Chatwoot.Messages;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class SourceIdProbeTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    private const string Version = "4.15.1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task FindBySourceId_FarBack_IsFound()
    {
        var (conversation, ids) = await FilledAsync(70);

        var found = (await Messages.FindBySourceIdAsync(conversation, "WA:3", Now, cancellationToken: Stop)).Value;

        Assert.Equal(ids[3], found!.Id);
    }

    [Fact]
    public async Task FindBySourceId_Absent_ReadsToTheStopAndNoFurther()
    {
        var (conversation, ids) = await FilledAsync(70);
        chatwoots[Version].Control.ClearRequests();

        var found = await Messages.FindBySourceIdAsync(conversation, "WA:absent", Now, ids[45], Stop);

        Assert.True(found.IsSuccess);
        Assert.Null(found.Value);
        Assert.Equal(2, chatwoots[Version].Control.Requests.Count);
    }

    [Fact]
    public async Task FindBySourceId_AbsentAndEverythingClearlyOlder_StopsAtOnce()
    {
        var (conversation, _) = await FilledAsync(70);
        chatwoots[Version].Control.ClearRequests();

        var found = await Messages.FindBySourceIdAsync(conversation, "WA:absent", Now + SourceIdProbe.ClockTolerance + TimeSpan.FromMinutes(1), null, Stop);

        Assert.Null(found.Value);
        Assert.Single(chatwoots[Version].Control.Requests);
    }

    [Fact]
    public async Task FindBySourceId_StoredTwice_GivesTheNewest()
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(Version);
        await Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("a", "WA:twice"), Stop);
        var second = (await Messages.CreateAsync(conversation.Id, Chatwoots.Incoming("a", "WA:twice"), Stop)).Value;

        Assert.Equal(second.Id, (await Messages.FindBySourceIdAsync(conversation.Id, "WA:twice", Now, cancellationToken: Stop)).Value!.Id);
    }

    [Fact]
    public async Task FindBySourceId_EmptyConversation_IsAbsent()
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(Version);

        Assert.Null((await Messages.FindBySourceIdAsync(conversation.Id, "WA:1", Now, cancellationToken: Stop)).Value);
    }

    [Fact]
    public async Task FindBySourceId_AbsentConversation_IsAnErrorAndNotAnAnswer() => Assert.Equal(
        ChatwootErrorKind.NotFound, (await Messages.FindBySourceIdAsync(999999, "WA:1", Now, cancellationToken: Stop)).Error!.Kind);

    private MessagesApi Messages => chatwoots.Client(Version).Messages;

    private async Task<(long Conversation, List<long> Ids)> FilledAsync(int count)
    {
        var (_, _, conversation) = await chatwoots.ConversationAsync(Version);
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await Messages.CreateAsync(conversation.Id, Chatwoots.Incoming($"{i}", $"WA:{i}"), Stop)).Value.Id);
        }

        return (conversation.Id, ids);
    }
}
