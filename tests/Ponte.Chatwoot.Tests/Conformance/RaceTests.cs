using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>What recording 12 shows: equal creates at the same time (contract 4.2, 5.2).</summary>
public sealed class RaceTests
{
    private static readonly FakeSettings Wide = new() { RaceWindow = 1000 };

    [Fact]
    public async Task Contacts_SameIdentifierAtOnce_OneIsRefusedWith500()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Wide);
        using var caller = new Caller(chatwoot);
        var body = new JsonObject { ["name"] = "Race", ["identifier"] = "5511900000047", ["phone_number"] = "+5511900000047" };
        var answers = await Task.WhenAll(caller.PostAsync("contacts", body), caller.PostAsync("contacts", body.DeepClone()));
        Assert.Equal([200, 500], answers.Select(static answer => answer.Status).Order());
        Assert.Single(chatwoot.Control.Contacts());
    }

    [Fact]
    public async Task Contacts_SamePhoneAtOnce_TwoExistAndNeitherCanBeUpdated()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Wide);
        using var caller = new Caller(chatwoot);
        var body = new JsonObject { ["name"] = "Race", ["phone_number"] = "+5511900000048" };
        var answers = await Task.WhenAll(caller.PostAsync("contacts", body), caller.PostAsync("contacts", body.DeepClone()));
        Assert.All(answers, static answer => Assert.Equal(200, answer.Status));
        Assert.Equal(2, chatwoot.Control.Contacts().Count);
        var update = await caller.SendAsync(HttpMethod.Put, "/api/v1/accounts/2/contacts/1", new JsonObject { ["name"] = "Renamed" });
        Assert.Equal(422, update.Status);
        Assert.Equal("Phone number has already been taken", update.Json!["message"]!.ToString());
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Conversations_LockedInboxThreeAtOnce_TheLockHoldsOnlyWithoutRaceMode(bool raceMode, int expected)
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Wide with { RaceMode = raceMode });
        using var caller = new Caller(chatwoot);
        await caller.PostAsync("inboxes", new JsonObject { ["name"] = "WhatsApp", ["lock_to_single_conversation"] = true, ["channel"] = new JsonObject { ["type"] = "api" } });
        await caller.PostAsync("contacts", new JsonObject { ["inbox_id"] = 1, ["source_id"] = "s", ["name"] = "Maria" });
        var body = new JsonObject { ["inbox_id"] = 1, ["contact_id"] = 1, ["source_id"] = "s" };
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => caller.PostAsync("conversations", body.DeepClone())));
        Assert.Equal(expected, chatwoot.Control.Conversations().Count);
    }

    [Fact]
    public async Task Messages_TwoHundredAndOneInAMinute_TheLastIsRefusedUnlessSwitchedOff()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync();
        using var caller = new Caller(chatwoot);
        await caller.StartConversationAsync();
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal(200, (await caller.WriteAsync("n")).Status);
        }

        var refused = await caller.WriteAsync("n201");
        Assert.Equal(422, refused.Status);
        Assert.Equal("Validation failed: Too many messages", refused.Json!["error"]!.ToString());
        await caller.ControlAsync("settings", new JsonObject { ["messages_per_minute"] = 0 });
        Assert.Equal(200, (await caller.WriteAsync("n201")).Status);
    }
}
