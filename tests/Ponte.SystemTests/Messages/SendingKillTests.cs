using System.Collections.Concurrent;
using System.Globalization;
using Ponte.SystemTests.Chaos;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Messages;

/// <summary>A program sends while the gateway is killed, and repeats under its keys what got no answer: every message goes out once.</summary>
public sealed class SendingKillTests
{
    private const int Chats = 10;
    private const int PerChat = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sends_RepeatedUnderTheirKeys_GoOutOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync(activate: false);
        var answered = new ConcurrentDictionary<string, string>();
        var programs = Task.WhenAll(Enumerable.Range(0, Chats).Select(chat => SendAsync(world, chat, answered)));
        foreach (var point in new[] { "sending:9", "whatsapp-acknowledged:9", "completing:9" })
        {
            await HopScenario.StartAsync(world, point);
            await Task.WhenAny(world.Gateway.Exited, programs);
        }

        await HopScenario.StartAsync(world, null);
        await programs;

        // A send that was repeated by Ponte itself has the id of the first: on the phone it is the same message.
        var sent = (await world.Gateway.Http.SentAsync(BridgeWorld.Instance, Token)).DistinctBy(message => message.MessageId).ToList();
        Assert.Equal(answered.Count, sent.Count);
        Assert.All(sent, message => Assert.Equal(answered[message.Text], message.MessageId));
        Assert.All(sent.GroupBy(message => message.Chat), chat => Assert.Equal(
            Enumerable.Range(0, PerChat).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number}")), chat.Select(message => message.Text.Split(' ')[1])));
    }

    private static async Task SendAsync(BridgeWorld world, int chat, ConcurrentDictionary<string, string> answered)
    {
        for (var number = 0; number < PerChat; number++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{chat} {number}");
            var body = $$"""{"number":"55119000001{{chat:00}}","message":"{{text}}"}""";
            var answer = await Eventually.GetAsync(() => TryAsync(world, body, "key " + text), got => got is not null, TimeSpan.FromMinutes(2));
            answered[text] = answer!.Value.MessageId();
        }
    }

    // Null when there was no answer, or one that says that nothing was stored.
    private static async Task<Answer?> TryAsync(BridgeWorld world, string body, string key)
    {
        try
        {
            var answer = await world.Gateway.Http.PostAsync($"/api/message/text/{BridgeWorld.Instance}", body, key, Token);
            return answer.Status is 200 or 202 ? answer : answer.Status is 503 or 500 ? null : throw new InvalidOperationException(answer.Body);
        }
        catch (Exception exception) when (exception is HttpRequestException or ObjectDisposedException or IOException)
        {
            return null;
        }
    }
}
