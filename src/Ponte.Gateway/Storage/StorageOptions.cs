using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Ponte.Gateway.Storage;

/// <summary>Where Ponte keeps what it must not forget. Section <c>Ponte</c>.</summary>
internal sealed class StorageOptions : IValidatableObject
{
    /// <summary>
    /// The data folder. A relative path starts at the directory the command was typed in, also with <c>dotnet run --project</c>. Printed at every start.
    /// </summary>
    [Required(ErrorMessage = "Ponte:DataPath must not be empty")]
    public string DataPath { get; set; } = "data";

    /// <summary>
    /// A PostgreSQL connection string, for example <c>Host=127.0.0.1;Database=ponte;Username=ponte;Password=...</c>. The database must exist; its tables are
    /// created. Empty: SQLite, <c>ponte.db</c> in the data folder.
    /// </summary>
    public string Database { get; set; } = "";

    /// <summary>Megabytes that are to stay free where the data folder lies, 0 to 1,000,000. Below, <c>/health/ready</c> is 503 and the log warns. 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Ponte:MinFreeMegabytes must be a whole number from 0 to 1000000")]
    public int MinFreeMegabytes { get; set; } = 256;

    public DatabaseKind Kind => string.IsNullOrWhiteSpace(Database) ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == DatabaseKind.PostgreSql && !IsPostgreSql(Database))
        {
            yield return new ValidationResult(
                "Ponte:Database must be a PostgreSQL connection string such as Host=127.0.0.1;Database=ponte;Username=ponte;Password=..., or empty for SQLite");
        }
    }

    // The parser's own words are not repeated: they may quote a part of the password.
    private static bool IsPostgreSql(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }
}
