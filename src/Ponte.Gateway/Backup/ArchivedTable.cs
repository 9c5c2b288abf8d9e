namespace Ponte.Gateway.Backup;

/// <summary>A table of PostgreSQL in an archive. Its rows are the entry <c>tables/&lt;name&gt;</c>, in the binary format of <c>copy</c>.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">The columns of the rows, in their order.</param>
/// <param name="LastId">The last id that the table's identity gave out; null when there is none. Ids are never used twice, not even those of rows that are gone.</param>
internal sealed record ArchivedTable(string Name, IReadOnlyList<string> Columns, long? LastId);
