using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Ledger;

/// <summary>The ledger of one number, as a person asks for it.</summary>
internal static class LedgerApi
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A page as it came.</summary>
    public static Task<JsonElement> LedgerAsync(this BridgedInstance instance, string query = "") =>
        instance.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{instance.Name}{query}", null, 200, Token);

    /// <summary>The deliveries of a page.</summary>
    public static async Task<List<JsonElement>> DeliveriesAsync(this BridgedInstance instance, string query = "") =>
        [.. (await instance.LedgerAsync(query)).GetProperty("deliveries").EnumerateArray()];

    /// <summary>Waits until a query finds so many.</summary>
    public static Task<List<JsonElement>> HasDeliveriesAsync(this BridgedInstance instance, string query, int count) => Eventually.GetAsync(
        () => instance.DeliveriesAsync(query), found => found.Count == count, TimeSpan.FromSeconds(30), found => $"{found.Count} of {count}: {string.Join(", ", found)}");

    /// <summary>One delivery with its life.</summary>
    public static async Task<JsonElement> DeliveryAsync(this BridgedInstance instance, long id) =>
        (await instance.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{instance.Name}/{id}", null, 200, Token)).GetProperty("delivery");

    /// <summary>Waits until a delivery has a state.</summary>
    public static Task<JsonElement> HasStateAsync(this BridgedInstance instance, long id, string state) => Eventually.GetAsync<JsonElement>(
        () => instance.DeliveryAsync(id), delivery => delivery.Text("state") == state, TimeSpan.FromSeconds(30));

    /// <summary>Replays or discards one, and returns the answer.</summary>
    public static Task<Answer> DoAsync(this BridgedInstance instance, long id, string what) =>
        instance.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/deliveries/{instance.Name}/{id}/{what}");

    /// <summary>Replays or discards a lane, and returns how many.</summary>
    public static async Task<int> DoAllAsync(this BridgedInstance instance, string what, object lane) =>
        (await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/deliveries/{instance.Name}/{what}", lane, 200, Token)).GetProperty(what == "replay" ? "replayed" : "discarded").GetInt32();

    public static long Id(this JsonElement delivery) => delivery.GetProperty("id").GetInt64();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>What happened to a delivery, in order.</summary>
    public static IReadOnlyList<string?> Events(this JsonElement delivery) => [.. delivery.GetProperty("events").EnumerateArray().Select(happened => happened.Text("what"))];
}
