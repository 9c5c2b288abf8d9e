using System.Text.Json;

namespace Ponte.Gateway.Instances;

/// <summary>The summary of a block whose fields at creation were wrong: what holds instead, and what was wrong.</summary>
internal static class SectionFailure
{
    public static object Of(object summary, string error)
    {
        var item = JsonSerializer.SerializeToNode(summary, JsonSerializerOptions.Web)!.AsObject();
        item["status"] = "error";
        item["error"] = error;
        return item;
    }
}
