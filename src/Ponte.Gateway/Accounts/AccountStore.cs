using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Accounts;

/// <summary>Table <c>account</c>.</summary>
internal sealed class AccountStore(Database database, TimeProvider time)
{
    /// <summary>Adds an account; false when the name or the token is taken.</summary>
    public async Task<bool> AddAsync(string name, string token, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var id = await connection.QuerySingleOrDefaultAsync<long?>(
            """
            insert into account (name, token_hash, created_at) values (@name, @hash, @now)
            on conflict do nothing returning id
            """,
            new { name, hash = Token.Hash(token), now = time.GetUtcNow().ToUnixTimeMilliseconds() });
        return id is not null;
    }

    /// <summary>Whether there is an account at all: false only before the first start has finished.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>("select id from account limit 1") is not null;
    }

    /// <summary>The account whose token has this <see cref="Token.Hash"/>, or null.</summary>
    public async Task<long?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>("select id from account where token_hash = @hash", new { hash });
    }

    /// <summary>Gives an account a new TokenAccount; the one before is nobody's from now on.</summary>
    public async Task<string> RotateTokenAsync(long id, CancellationToken cancellationToken)
    {
        var token = Token.ForAccount();
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("update account set token_hash = @hash where id = @id", new { id, hash = Token.Hash(token) });
        return token;
    }
}
