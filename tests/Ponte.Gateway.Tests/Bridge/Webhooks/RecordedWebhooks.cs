using System.Text.Json;

namespace Ponte.Gateway.Tests.Bridge.Webhooks;

/// <summary>Recorded transcripts of Chatwoot, from the tests of its client.</summary>
internal static class RecordedWebhooks
{
    /// <summary>The signatures that Chatwoot 4.15.1 made, with what it signed.</summary>
    public static IReadOnlyList<JsonElement> Vectors() => Read("4.15.1", "07-webhooks-signature-vector", "vectors");

    /// <summary>The webhooks of a scenario, as they came.</summary>
    public static IReadOnlyList<JsonElement> Of(string version, string scenario) => Read(version, scenario, "webhooks");

    private static IReadOnlyList<JsonElement> Read(string version, string scenario, string section)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests", "Ponte.Chatwoot.Tests", "Recordings", version, scenario + ".json");
        using var recording = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. recording.RootElement.GetProperty(section).Clone().EnumerateArray()];
    }
}
