using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponte.SystemTests.Packaging;

/// <summary>The Dockerfile, read as far as a test needs it. Instructions of the last stage say how a container runs.</summary>
internal sealed partial class ImageRecipe
{
    private readonly List<(string Name, string Text)> _all;
    private readonly List<(string Name, string Text)> _last;

    private ImageRecipe(List<(string Name, string Text)> all)
    {
        _all = all;
        _last = all[all.FindLastIndex(instruction => instruction.Name == "FROM")..];
    }

    /// <summary>What the process is started with, in the image's paths.</summary>
    public string[] Entrypoint => JsonSerializer.Deserialize<string[]>(One("ENTRYPOINT"))!;

    /// <summary>What tells whether a container is healthy.</summary>
    public string[] HealthCheck => JsonSerializer.Deserialize<string[]>(One("HEALTHCHECK")[One("HEALTHCHECK").IndexOf('[', StringComparison.Ordinal)..])!;

    /// <summary>User and group, by number.</summary>
    public (int User, int Group) User =>
        One("USER").Split(':') is [var user, var group] ? (int.Parse(user, null), int.Parse(group, null)) : throw new FormatException("USER is not uid:gid");

    public string StopSignal => One("STOPSIGNAL");

    public string WorkingDirectory => One("WORKDIR");

    public string Volume => One("VOLUME");

    /// <summary>The variables.</summary>
    public Dictionary<string, string> Environment => Variable().Matches(One("ENV")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>The files of the build context that are copied, as they are written.</summary>
    public IEnumerable<string> CopiedFromContext => _all.Where(instruction => instruction.Name == "COPY" && !instruction.Text.StartsWith("--from", StringComparison.Ordinal))
        .SelectMany(instruction => instruction.Text.Split(' ')[..^1]);

    /// <summary>The command that publishes the gateway.</summary>
    public string Publish => _all.Single(instruction => instruction.Name == "RUN" && instruction.Text.Contains("dotnet publish", StringComparison.Ordinal)).Text;

    public static ImageRecipe Read()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Dockerfile"));
        var lines = Continued().Replace(Comment().Replace(text, ""), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ImageRecipe([.. lines.Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim()))]);
    }

    private string One(string name) => _last.Single(instruction => instruction.Name == name).Text;

    [GeneratedRegex(@"^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex("""(\w+)="([^"]*)""")]
    private static partial Regex Variable();
}
