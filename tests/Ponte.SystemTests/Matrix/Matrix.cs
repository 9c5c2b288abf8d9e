namespace Ponte.SystemTests.Matrix;

/// <summary>All rows, in the order of the page.</summary>
internal static class Matrix
{
    public static IReadOnlyList<MatrixRow> All { get; } =
    [
        .. IncomingWords.Rows, .. IncomingFiles.Rows, .. IncomingChanges.Rows, .. IncomingGroups.Rows, .. OutgoingWords.Rows, .. OutgoingFiles.Rows, .. OutgoingChanges.Rows,
    ];
}
