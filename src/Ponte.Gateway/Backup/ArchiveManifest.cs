using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>The first entry of an archive: what it holds.</summary>
internal sealed record ArchiveManifest
{
    /// <summary>Its name in the archive.</summary>
    public const string Entry = "manifest.json";

    /// <summary>When the backup was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The kind of database. An archive is restored into the same kind.</summary>
    public required DatabaseKind Database { get; init; }

    /// <summary>The migrations that the database has been through, in order.</summary>
    public required IReadOnlyList<string> Schema { get; init; }

    /// <summary>PostgreSQL: the tables, in the order in which they can be filled. SQLite: none, the database is one file.</summary>
    public required IReadOnlyList<ArchivedTable> Tables { get; init; }

    /// <summary>False when the key came from <c>PONTE_ENCRYPTION_KEY</c>, and so has to be kept by its owner.</summary>
    public required bool HasKey { get; init; }
}
