using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>Chatwoot did what it was asked, and nobody heard: looked for 20 s later, never done twice (design §3).</summary>
public sealed class LostAnswerTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // One test, so that all of them wait at the same time.
    [Fact]
    public async Task AnswerLost_AtEachStep_DoublesNothing()
    {
        var instance = await servers.ActivateAsync();
        var (contact, conversation, lost, late) = (servers.NextNumber(), servers.NextNumber(), servers.NextNumber(), servers.NextNumber());
        await LoseAsync(instance, new FakeFault("lose_answer", "POST", MessagesOf(await instance.OpenChatAsync(lost)), Times: 1), lost);
        await LoseAsync(instance, new FakeFault("store_later", "POST", MessagesOf(await instance.OpenChatAsync(late)), Milliseconds: 3000, Times: 1), late);
        await LoseAsync(instance, new FakeFault("lose_answer", "POST", "/accounts/2/contacts$", Times: 1), contact);
        await LoseAsync(instance, new FakeFault("lose_answer", "POST", "/accounts/2/conversations$", Times: 1), conversation);

        var arrived = await instance.IncomingAsync(10, Deadline);

        Assert.Equal(["only once", "after it"], TextsOf(contact));
        Assert.Equal(["only once", "after it"], TextsOf(conversation));
        Assert.Equal(["Hello", "only once", "after it"], TextsOf(lost));
        Assert.Equal(["Hello", "only once", "after it"], TextsOf(late));
        Assert.Equal(4, (await instance.ConversationsAsync()).Count);
        Assert.Equal(4, (await servers.Fake.ContactsAsync(Token)).Count);

        IEnumerable<string?> TextsOf(string number) => arrived.Where(message => message.ContactPhoneNumber == "+" + number).Select(message => message.Content);
    }

    private static string MessagesOf(FakeMessage first) => $"/conversations/{first.ConversationId}/messages$";

    private async Task LoseAsync(BridgedInstance instance, FakeFault fault, string number)
    {
        var armed = await servers.Fake.ArmAsync(fault, Token);
        await instance.CustomerWritesAsync(number, "only once");
        await instance.CustomerWritesAsync(number, "after it");
        await Eventually.GetAsync(() => servers.Fake.FaultsAsync(Token), faults => faults.Single(known => known.Rule.Id == armed).Hits == 1);
    }
}
