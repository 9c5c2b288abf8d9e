using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Opens the recorded connections, sends the recorded frames and compares what comes back, by connection and event.</summary>
public sealed class CableReplay(Recording recording, FakeChatwootServer chatwoot, Bindings bindings) : IAsyncDisposable
{
    private readonly Dictionary<string, CableClient> _clients = [];
    private int _position;

    /// <summary>Plays the client frames recorded before a moment; waits for the frames that the recording shows until then.</summary>
    public async Task PlayUntilAsync(int at)
    {
        for (; _position < recording.Cable.Count && recording.Cable[_position]["t_ms"]!.GetValue<int>() < at; _position++)
        {
            var entry = recording.Cable[_position];
            if (entry["connection"]?.ToString() is not { } name || name == "unknown subprotocol" || entry["frame"] is JsonObject end && end.ContainsKey("_closed"))
            {
                continue;
            }

            var client = await ClientAsync(name);
            if (entry["direction"]!.ToString() == "client")
            {
                await AwaitRecordedAsync();
                await client.SendAsync(Frame(entry["frame"]!));
            }
        }

        await AwaitRecordedAsync();
    }

    public async Task SettleAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.SettleAsync();
        }
    }

    public void Compare(ScenarioReport report)
    {
        foreach (var name in _clients.Keys)
        {
            var recorded = Group(recording.Cable.Where(entry => entry["connection"]?.ToString() == name && entry["direction"]!.ToString() == "server")
                .Select(static entry => entry["frame"]!).OfType<JsonObject>().Where(static frame => !frame.ContainsKey("_closed") && frame["type"]?.ToString() != "ping"));
            var own = Group(_clients[name].Frames);
            foreach (var kind in recorded.Keys.Union(own.Keys).Order(StringComparer.Ordinal))
            {
                var left = recorded.GetValueOrDefault(kind) ?? [];
                var right = own.GetValueOrDefault(kind) ?? [];
                var where = $"cable {name} {kind}";
                report.Equal(where, "count", $"{left.Count}", $"{right.Count}");
                if (left.Count > 0 && right.Count > 0)
                {
                    report.Compare(where, Shape.OfAll(left), Shape.OfAll(right));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }
    }

    private async Task<CableClient> ClientAsync(string name)
    {
        if (!_clients.TryGetValue(name, out var client))
        {
            string[] protocols = name == "no subprotocol offered" ? [] : ["actioncable-v1-json", "actioncable-unsupported"];
            _clients[name] = client = await CableClient.ConnectAsync(chatwoot.BaseUrl, protocols);
            await Eventually.HoldsAsync(() => client.Frames.Count > 0);
        }

        return client;
    }

    private async Task AwaitRecordedAsync()
    {
        var expected = recording.Cable.Take(_position).Count(entry => entry["direction"]!.ToString() == "server" && entry["connection"] is not null
            && entry["frame"] is JsonObject frame && !frame.ContainsKey("_closed") && frame["type"]?.ToString() != "ping");
        await Settling.WithinAsync(() => Task.FromResult(_clients.Values.Sum(static client => client.Frames.Count) >= expected), TimeSpan.FromMilliseconds(400));
    }

    private string Frame(JsonNode frame)
    {
        if (frame is not JsonObject command)
        {
            return frame.ToString();
        }

        var copy = command.DeepClone().AsObject();
        copy["identifier"] = bindings.Text(copy["identifier"]!.ToString());
        return copy.ToJsonString();
    }

    private static Dictionary<string, List<JsonNode?>> Group(IEnumerable<JsonObject> frames) => frames.GroupBy(Kind)
        .ToDictionary(static group => group.Key, static group => group.Select(static frame => (JsonNode?)frame).ToList());

    private static string Kind(JsonObject frame)
    {
        var name = frame["message"]?["event"]?.ToString() ?? frame["type"]?.ToString() ?? "?";
        var data = frame["message"]?["data"];
        return data?["message_type"] is JsonValue type && type.GetValueKind() == JsonValueKind.Number ? $"{name} type {type}{Extra(data)}" : name;
    }

    private static string Extra(JsonNode data) => (data["attachments"] is null ? "" : " with attachments") + (data["private"]?.GetValue<bool>() == true ? " private" : "");
}
