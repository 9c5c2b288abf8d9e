using System.Data.Common;

namespace Ponte.Gateway.Storage;

/// <summary>
/// The one way to the tables, on SQLite and PostgreSQL alike. SQL is written once, in the dialect both share:
/// <c>insert … on conflict … returning</c>, partial indexes, <c>@parameters</c>.
/// </summary>
internal sealed class Database(DbDataSource source, DatabaseKind kind)
{
    // Rows are read by column name: chat_id fills ChatId.
    static Database() => Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Which engine is behind it; only migrations and start-up need to know.</summary>
    public DatabaseKind Kind => kind;

    /// <summary>An open, pooled connection. SQLite: WAL, <c>synchronous=FULL</c>, foreign keys on, a busy timeout of 30 s.</summary>
    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);
}
