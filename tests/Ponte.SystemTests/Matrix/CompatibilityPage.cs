using System.Text;

namespace Ponte.SystemTests.Matrix;

/// <summary>The part of docs/compatibility.md that is made from the matrix, so that it cannot claim what no test shows.</summary>
internal static class CompatibilityPage
{
    private const string Begin = "<!-- Made from tests/Ponte.SystemTests/Matrix: run its CompatibilityPageTests with PONTE_WRITE_DOCS=1 to write it anew. -->";
    private const string End = "<!-- End of the matrix. -->";

    /// <summary>The page.</summary>
    public static string File => Path.Combine(RepositoryRoot.Path, "docs", "compatibility.md");

    /// <summary>The tables.</summary>
    public static string Tables()
    {
        var text = new StringBuilder(Begin).Append("\n\n");
        foreach (var section in Matrix.All.GroupBy(row => row.Section))
        {
            text.Append("### ").Append(section.Key).Append("\n\n| Kind | What the other side sees | Shown with |\n|---|---|---|\n");
            foreach (var row in section)
            {
                text.Append("| ").Append(row.Kind).Append(" | ").Append(row.Shown).Append(" | ").Append(row.OnSandbox ? "simulated phone" : "real engine").Append(" |\n");
            }

            text.Append('\n');
        }

        return text.Append(End).ToString();
    }

    /// <summary>The page with the tables as they have to be.</summary>
    public static string With(string page)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "docs/compatibility.md has lost the marks that the matrix stands between.");
        return page[..begin] + Tables() + page[(end + End.Length)..];
    }
}
