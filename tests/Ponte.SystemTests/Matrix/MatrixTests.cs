namespace Ponte.SystemTests.Matrix;

/// <summary>Every row of the compatibility page, one after the other, through real processes.</summary>
public sealed class MatrixTests(MatrixServers servers) : IClassFixture<MatrixServers>
{
    public static TheoryData<string> Rows => [.. Matrix.All.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row_IsShownAsThePageSays(string name)
    {
        var row = Matrix.All.Single(candidate => candidate.ToString() == name);
        using var stage = await servers.StageAsync(row);

        await row.Proof(stage);
    }
}
