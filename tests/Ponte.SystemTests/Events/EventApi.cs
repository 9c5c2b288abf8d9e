using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>The routes of http-contract §6, for tests that are about something else.</summary>
internal static class EventApi
{
    /// <summary>The filter for messages alone.</summary>
    public static readonly string[] Messages = ["message.exchange"];

    /// <summary>The filter for calls alone.</summary>
    public static readonly string[] Calls = ["call.update"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sets a webhook and returns it.</summary>
    public static async Task<JsonElement> SetWebhookAsync(this BridgedInstance instance, object webhook) =>
        (await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/events/webhook/{instance.Name}", webhook, 200, Token)).GetProperty("webhook");

    /// <summary>Sets a webhook for messages that a receiver stands behind.</summary>
    public static Task<JsonElement> SetWebhookAsync(this BridgedInstance instance, Receiver receiver, string label = "default") =>
        instance.SetWebhookAsync(new { label, enabled = true, url = receiver.BaseUrl + "/in", events = Messages });

    /// <summary>The answer to a webhook with this body.</summary>
    public static Task<Answer> AskWebhookAsync(this BridgedInstance instance, string body) =>
        instance.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/events/webhook/{instance.Name}", body);

    /// <summary>Sets the WebSocket and returns its settings.</summary>
    public static async Task<JsonElement> SetSocketAsync(this BridgedInstance instance, object settings) =>
        (await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/events/websocket/{instance.Name}", settings, 200, Token)).GetProperty("websocket");

    /// <summary>The instance's own token.</summary>
    public static async Task<string> TokenAsync(this BridgedInstance instance)
    {
        var list = await instance.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={instance.Name}", null, 200, Token);
        return list.GetProperty("instances").EnumerateArray().Single().GetProperty("token").GetString()!;
    }
}
