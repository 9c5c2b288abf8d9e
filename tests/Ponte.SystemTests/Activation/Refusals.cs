using System.Text.Json.Nodes;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>
/// Activations that must be refused: on an instance without Chatwoot, where nothing may be left behind, and on one where it works, which must go on
/// working.
/// </summary>
internal sealed class Refusals(Servers servers)
{
    private static readonly Answer NoIntegration = Answer.Error(404, "no chatwoot integration for this instance");

    // Another spelling of the double's address, so that a working instance asks for a new inbox too.
    private string OtherAddress => $"http://localhost:{servers.Chatwoot.BaseUrl.Port}";

    /// <summary>Refuses once on each of the two.</summary>
    /// <param name="status">The status expected.</param>
    /// <param name="message">The message expected, where <c>{url}</c> stands for the base URL.</param>
    /// <param name="changes">Fields of the request other than those of a valid one.</param>
    /// <param name="fault">What Chatwoot does meanwhile.</param>
    public async Task ExpectAsync(int status, string message, object? changes = null, FakeFault? fault = null)
    {
        var body = ActivationBody.Of(OtherAddress, changes);
        var expected = Answer.Error(status, message.Replace("{url}", (string)body["chatwootBaseUrl"]!, StringComparison.Ordinal));

        var fresh = await servers.CreateAsync();
        var working = await servers.ActivateAsync();
        var before = await working.AskListAsync();
        var inboxes = await InboxesAsync();
        Assert.Equal(expected, await RefusedAsync(fresh, body, fault));
        Assert.Equal(expected, await RefusedAsync(working, body, fault));

        Assert.Equal(NoIntegration, await fresh.AskListAsync());
        Assert.Equal(before, await working.AskListAsync());
        await Eventually.GetAsync(InboxesAsync, now => now.SequenceEqual(inboxes));
        var question = await working.OpenChatAsync(servers.NextNumber());
        Assert.Empty(await working.HeardAsync(question.ConversationId));
    }

    private async Task<Answer> RefusedAsync(BridgedInstance instance, JsonObject body, FakeFault? fault)
    {
        if (fault is null)
        {
            return await instance.SetAsync(body.ToJsonString());
        }

        var armed = await servers.Fake.ArmAsync(fault, TestContext.Current.CancellationToken);
        try
        {
            return await instance.SetAsync(body.ToJsonString());
        }
        finally
        {
            await servers.Fake.DisarmAsync(armed, TestContext.Current.CancellationToken);
        }
    }

    private async Task<int[]> InboxesAsync() =>
        [.. (await servers.Fake.InboxesAsync(TestContext.Current.CancellationToken)).Select(inbox => inbox.Id).Order()];
}
