using Mono.Cecil;

namespace Ponte.Gateway.Tests.House;

/// <summary>Design rule 13: small files, small methods.</summary>
public sealed class SizeTests
{
    private const int MaxFile = 400;
    private const int MaxMedian = 70;
    private const int MaxNinetiethPercentile = 180;
    private const int MaxMethod = 40;

    private static readonly string[] Patterns = ["*.cs", "*.js", "*.mjs", "*.razor"];
    private static readonly string[] Folders = ["src", "tests", "bench", "engine"];

    [Fact]
    public void Files_OfTheWholeTree_StayBelowTheLimit() =>
        Assert.Empty(Folders.SelectMany(Files).Where(file => file.Lines > MaxFile).Select(file => $"{file.Name}: {file.Lines} lines"));

    [Fact]
    public void Files_OfTheSource_AreSmallAsARule()
    {
        var lines = Files("src").Select(file => file.Lines).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 1, MaxMedian);
        Assert.InRange(lines[lines.Count * 9 / 10], 1, MaxNinetiethPercentile);
    }

    [Theory]
    [InlineData("Ponte.Gateway")]
    [InlineData("Ponte.Chatwoot")]
    [InlineData("Ponte.WhatsApp")]
    public void Methods_OfTheSource_StayBelowTheLimit(string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"), new ReaderParameters { ReadSymbols = true });

        Assert.Empty(assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => LinesOf(method) > MaxMethod).Select(method => $"{method.FullName}: {LinesOf(method)} lines"));
    }

    // What a debugger can stop at; generated code lies elsewhere.
    private static int LinesOf(MethodDefinition method)
    {
        var points = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden && !point.Document.Url.Contains("/obj/", StringComparison.Ordinal)).ToList();
        return points.Count == 0 ? 0 : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1;
    }

    private static IEnumerable<(string Name, int Lines)> Files(string folder)
    {
        var path = Path.Combine(RepositoryRoot.Path, folder);
        return Directory.Exists(path)
            ? from pattern in Patterns
              from file in Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories)
              let parts = Path.GetRelativePath(RepositoryRoot.Path, file).Split(Path.DirectorySeparatorChar)
              where !parts.Contains("obj") && !parts.Contains("bin") && !parts.Contains("node_modules")
              select (string.Join('/', parts), File.ReadLines(file).Count())
            : [];
    }
}
