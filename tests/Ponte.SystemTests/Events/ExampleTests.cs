using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>The examples in the OpenAPI document are what a running server tells. Run with PONTE_WRITE_DOCS=1 to write them anew.</summary>
[Collection(typeof(EventServers))]
public sealed partial class ExampleTests(Servers servers)
{
    private const string Customer = "5511987654321";
    private const string Group = "120363000000000001@g.us";
    private const long At = 1_795_669_200;

    private static readonly string[] Read = ["3EB0C0FFEE00C0FFEE00"];
    private static readonly string[] Added = ["5511987650000"];
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Folder => Path.Combine(RepositoryRoot.Path, "src", "Ponte.Gateway", "Events", "Payloads", "Examples");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Examples_OfTheReference_AreWhatAServerTells()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(new { enabled = true, url = receiver.BaseUrl });
        await instance.HappensAsync("receive", new { from = Customer, alias = "100000000000001@lid", name = "Maria", id = "3EB0A1B2C3D4E5F60718", timestamp = At, text = "Good morning!" });
        await instance.HappensAsync("receipt", new { from = Customer, messages = Read, level = "read", timestamp = At + 60 });
        await instance.HappensAsync("call", new { from = Customer, id = "CALL0A1B2C3D4E5F6071", outcome = "missed", timestamp = At + 120 });
        await instance.HappensAsync("group", new { from = Customer, chat = Group, change = "renamed", text = "Orders", timestamp = At + 170 });
        await instance.HappensAsync("group", new { from = Customer, chat = Group, id = "3EB0777788889999AAAA", change = "added", participants = Added, timestamp = At + 180 });
        await instance.HappensAsync("event", new { kind = "label", label = "3", change = "assigned", name = "VIP", color = 3, chat = Customer, timestamp = At + 240 });
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);

        foreach (var name in new[] { "message.exchange", "message.status", "call.update", "group.flow", "label.update" })
        {
            await CheckAsync(await receiver.FirstAsync(received => received.Name == name && !received.Body.Contains("\"type\":\"name\"", StringComparison.Ordinal)), instance.Name);
        }

        await CheckAsync(await receiver.FirstAsync(received => received.Name == "instance.state" && received.Data.GetProperty("state").GetString() == "disconnected"), instance.Name);
    }

    [Fact]
    public async Task Reference_OfEveryEvent_HasASchemaAndTheExample()
    {
        var gateway = await servers.GatewayAsync();
        var document = JsonDocument.Parse(await gateway.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Token)).RootElement;
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.All(["MessageExchange", "MessageStatus", "CallUpdate", "GroupFlow", "InstanceState", "LabelUpdate"], name =>
        {
            var schema = schemas.GetProperty(name);
            var properties = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order();
            Assert.Equal(properties, schema.GetProperty("examples")[0].EnumerateObject().Select(property => property.Name).Order());
        });
        Assert.Equal(6, schemas.GetProperty("EventEnvelope").GetProperty("properties").GetProperty("data").GetProperty("oneOf").GetArrayLength());
    }

    // Token, address, name and the time of a state are those of this run.
    private static async Task CheckAsync(ReceivedEvent received, string instance)
    {
        var envelope = JsonNode.Parse(received.Body)!;
        envelope["instanceData"]!["token"] = "pti_...";
        envelope["instanceData"]!["baseUrl"] = "https://ponte.example.com";
        var told = envelope.ToJsonString(Json).Replace($"\"{instance}\"", "\"suporte\"", StringComparison.Ordinal) + "\n";
        if (received.Name == "instance.state")
        {
            told = Timestamp().Replace(told, "\"timestamp\": \"2026-11-26T05:00:00.000Z\"");
        }

        var file = Path.Combine(Folder, received.Name + ".json");
        if (Environment.GetEnvironmentVariable("PONTE_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, told, Token);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, Token), told);
    }

    [GeneratedRegex("\"timestamp\": \"[^\"]+\"")]
    private static partial Regex Timestamp();
}
