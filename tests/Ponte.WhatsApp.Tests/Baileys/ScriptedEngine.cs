using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>A folder with an engine that follows a script (scripted-engine.js): a real process, but one that misbehaves on demand.</summary>
internal sealed class ScriptedEngine : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ScriptedEngine(object? script = null)
    {
        Directory.CreateDirectory(_folder.File("node_modules", "baileys"));
        Directory.CreateDirectory(_folder.File("src"));
        File.WriteAllText(_folder.File("package.json"), """{"name":"ponte-engine","type":"module"}""");
        File.Copy(System.IO.Path.Combine(RepositoryRoot.Path, "tests", "Ponte.WhatsApp.Tests", "Baileys", "scripted-engine.js"), _folder.File("src", "main.js"));
        Follow(script ?? new { });
    }

    public string Path => _folder.Path;

    /// <summary>The requests it got, in order.</summary>
    public IReadOnlyList<(string Method, JsonNode Parameters)> Requests => File.Exists(_folder.File("src", "requests.jsonl"))
        ? [.. Lines().Select(line => JsonNode.Parse(line)!).Select(request => ((string)request["method"]!, request["params"]!))]
        : [];

    /// <summary>Replaces the script; it counts from the next request or start.</summary>
    public void Follow(object script)
    {
        File.WriteAllText(_folder.File("script.tmp"), JsonSerializer.Serialize(script));
        File.Move(_folder.File("script.tmp"), _folder.File("src", "script.json"), overwrite: true);
    }

    public int Count(string method) => Requests.Count(request => request.Method == method);

    public void Dispose() => _folder.Dispose();

    // The last line may still be in the making.
    private string[] Lines() => File.ReadAllText(_folder.File("src", "requests.jsonl")).Split('\n')[..^1];
}
