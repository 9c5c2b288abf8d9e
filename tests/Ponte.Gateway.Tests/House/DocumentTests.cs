using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ponte.Gateway.Tests.House;

/// <summary>What a document points to is there: files, pictures and headings.</summary>
public sealed class DocumentTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Path, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md")).Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfADocument_LeadSomewhere(string document)
    {
        var file = Path.Combine(RepositoryRoot.Path, document);
        var links = Read(file).Descendants<LinkInline>().Select(link => link.Url ?? "").Where(url => !url.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.DoesNotContain(links, link => !IsThere(file, link));
    }

    private static MarkdownDocument Read(string file) => Markdown.Parse(File.ReadAllText(file), Pipeline);

    private static bool IsThere(string from, string link)
    {
        var parts = link.Split('#', 2);
        var file = parts[0].Length == 0 ? from : Path.GetFullPath(parts[0], Path.GetDirectoryName(from)!);
        return (File.Exists(file) || Directory.Exists(file)) && (parts.Length == 1 || Read(file).Descendants<HeadingBlock>().Any(heading => heading.GetAttributes().Id == parts[1]));
    }
}
