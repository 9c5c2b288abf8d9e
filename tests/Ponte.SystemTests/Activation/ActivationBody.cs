using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.SystemTests.Activation;

/// <summary>Bodies of an activation.</summary>
internal static class ActivationBody
{
    /// <summary>A valid body with some fields replaced.</summary>
    /// <param name="baseUrl">Where Chatwoot is.</param>
    /// <param name="changes">Fields by their documented names.</param>
    public static JsonObject Of(string baseUrl, object? changes = null)
    {
        var body = new JsonObject
        {
            ["chatwootBaseUrl"] = baseUrl,
            ["chatwootAccountId"] = FakeChatwootProcess.AccountId,
            ["chatwootApiToken"] = FakeChatwootProcess.AdminToken,
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(changes ?? new { })!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }
}
