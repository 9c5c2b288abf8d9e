namespace Ponte.SystemTests.Matrix;

public sealed class CompatibilityPageTests
{
    [Fact]
    public async Task Page_Tables_AreThoseOfTheMatrix()
    {
        var page = await File.ReadAllTextAsync(CompatibilityPage.File, TestContext.Current.CancellationToken);
        var expected = CompatibilityPage.With(page);
        if (Environment.GetEnvironmentVariable("PONTE_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(CompatibilityPage.File, expected, TestContext.Current.CancellationToken);
            page = expected;
        }

        Assert.Equal(expected, page);
    }

    [Fact]
    public void Rows_Names_AreUnique() => Assert.Equal(Matrix.All.Count, Matrix.All.Select(row => row.ToString()).Distinct().Count());
}
