using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Secrets;

/// <summary>Makes sure that the key opens what the database holds.</summary>
internal sealed class KeyCheck(Database database, SecretBox secrets)
{
    private const string Name = "ponte";
    private const string Context = "key_check:ponte";
    private const string Known = "This key fits.";

    /// <summary>Compares with the sealed text of the first start, or writes it.</summary>
    /// <exception cref="StartException">The key is another one.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(
            "insert into key_check (name, sealed_value) values (@Name, @value) on conflict (name) do nothing",
            new { Name, value = secrets.Seal(Known, Context) });
        if (!Opens(await FindAsync(connection) ?? ""))
        {
            throw new StartException(
                "The encryption key does not open what the database holds. Start with the PONTE_ENCRYPTION_KEY, or the encryption.key in the data folder, that it was first started with.");
        }
    }

    /// <summary>The sealed text of the first start; null before that.</summary>
    public static Task<string?> FindAsync(DbConnection connection) =>
        connection.QuerySingleOrDefaultAsync<string>("select sealed_value from key_check where name = @Name", new { Name });

    /// <summary>Whether the key opens the sealed text of the first start.</summary>
    public bool Opens(string value)
    {
        try
        {
            secrets.Open(value, Context);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
