using System.Text.Json;

namespace Ponte.Chatwoot.Tests.Rest;

/// <summary>One recorded call.</summary>
internal sealed record RecordedStep(string File, string Method, string Path, int Status, string? ContentType, JsonElement Body)
{
    /// <summary>The body as it was on the wire: JSON, or the text of what was no JSON.</summary>
    public byte[] Bytes => System.Text.Encoding.UTF8.GetBytes(Body.ValueKind == JsonValueKind.String ? Body.GetString()! : Body.GetRawText());

    /// <summary>The path without the query and with every number replaced, to find all calls of one kind.</summary>
    public string Route => System.Text.RegularExpressions.Regex.Replace(Path.Split('?')[0], "/[0-9]+", "/N");

    public override string ToString() => $"{File} {Method} {Path} {Status}";
}

/// <summary>The recorded transcripts of both versions.</summary>
internal static class Recording
{
    private static readonly string Root = Find();

    public static IEnumerable<RecordedStep> Steps() =>
        from file in Files()
        from step in Section(file, "steps")
        let request = step.GetProperty("request")
        let response = step.GetProperty("response")
        select new RecordedStep(
            System.IO.Path.GetRelativePath(Root, file),
            request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!,
            response.GetProperty("status").GetInt32(),
            response.GetProperty("headers").TryGetProperty("content-type", out var type) ? type.GetString() : null,
            response.GetProperty("body"));

    /// <summary>Frames the server sent, as text; without the notes and closes of the recorder.</summary>
    public static IEnumerable<(string File, JsonElement Frame)> ServerFrames() =>
        from file in Files()
        from entry in Section(file, "cable")
        where entry.GetProperty("direction").GetString() == "server"
        let frame = entry.GetProperty("frame")
        where !frame.TryGetProperty("_closed", out _)
        select (System.IO.Path.GetRelativePath(Root, file), frame);

    private static IEnumerable<JsonElement> Section(string file, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.TryGetProperty(name, out var section) ? [.. section.Clone().EnumerateArray()] : [];
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "Ponte.Chatwoot.Tests", "Recordings");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("The recordings are not beside the tests.");
    }
}
