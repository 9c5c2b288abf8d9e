using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Compares received webhooks with the recorded ones: counts, bodies and headers by path and event.</summary>
public static class WebhookComparison
{
    private static readonly string[] SignatureHeaders = ["X-Chatwoot-Delivery", "X-Chatwoot-Timestamp", "X-Chatwoot-Signature"];

    public static async Task CompareAsync(Recording recording, WebhookReceiver receiver, ScenarioReport report)
    {
        if (recording.Webhooks.Count == 0)
        {
            return;
        }

        await Settling.WithinAsync(() => Task.FromResult(receiver.Received.Count >= recording.Webhooks.Count), TimeSpan.FromSeconds(3));
        var recorded = recording.Webhooks.GroupBy(static webhook => Kind(webhook["path"]!.ToString(), webhook["body"]!)).ToDictionary(static group => group.Key, static group => group.ToList());
        var own = receiver.Received.GroupBy(static webhook => Kind(webhook.Path, webhook.Body)).ToDictionary(static group => group.Key, static group => group.ToList());
        foreach (var kind in recorded.Keys.Union(own.Keys).Order(StringComparer.Ordinal))
        {
            var left = recorded.GetValueOrDefault(kind) ?? [];
            var right = own.GetValueOrDefault(kind) ?? [];
            report.Equal("webhook " + kind, "count", $"{left.Count}", $"{right.Count}");
            if (left.Count > 0 && right.Count > 0)
            {
                report.Compare("webhook " + kind, Shape.OfAll(left.Select(static webhook => webhook["body"])), Shape.OfAll(right.Select(static webhook => (JsonNode?)webhook.Body)));
                report.Equal("webhook " + kind, "headers", Headers(left[0]["headers"]!.AsObject().Select(static entry => entry.Key)), Headers(right[0].Headers.Keys));
            }
        }
    }

    private static string Kind(string path, JsonNode body) => $"{path} {body["event"]} {body["message_type"]}{(body["attachments"] is null ? "" : " with attachments")}".TrimEnd();

    private static string Headers(IEnumerable<string> names) => string.Join(',', SignatureHeaders.Where(name => names.Contains(name, StringComparer.OrdinalIgnoreCase)));
}
