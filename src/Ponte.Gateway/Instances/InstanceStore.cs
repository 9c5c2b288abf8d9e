using System.Security.Cryptography;
using Dapper;
using Ponte.Gateway.Accounts;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Instances;

/// <summary>Table <c>instance</c>.</summary>
internal sealed class InstanceStore(Database database, WriteQueue writes, SecretBox secrets, TimeProvider time)
{
    private const string Columns = "id, account_id, name, engine, created_at, session_wanted";
    private const string Select = $"select {Columns} from instance";
    private const string Insert =
        $"""
        insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at, session_wanted)
        select @id, @accountId, @name, @engine, @hash, @token, @now, @sessionWanted
        where not exists (select 1 from account where token_hash = @hash)
        on conflict do nothing
        returning {Columns}
        """;

    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Adds an instance; null when the name is taken in the account or the token anywhere.</summary>
    public async Task<Instance?> AddAsync(long accountId, string name, string engine, string token, CancellationToken cancellationToken)
    {
        var id = "ins_" + RandomNumberGenerator.GetString(IdAlphabet, 20);
        var values = new
        {
            id,
            accountId,
            name,
            engine,
            hash = Token.Hash(token),
            token = secrets.Seal(token, TokenContext(id)),
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            sessionWanted = engine == InstanceEngine.Sandbox ? 1L : 0L,
        };
        var row = await writes.WriteAsync(transaction => transaction.Connection!.QuerySingleOrDefaultAsync<InstanceRow>(Insert, values, transaction), cancellationToken);
        return row?.ToInstance();
    }

    /// <summary>The account's instance of that name, or null.</summary>
    public async Task<Instance?> FindAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<InstanceRow>(Select + " where account_id = @accountId and name = @name", new { accountId, name });
        return row?.ToInstance();
    }

    /// <summary>The instance of that id, or null.</summary>
    public async Task<Instance?> FindByIdAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<InstanceRow>(Select + " where id = @id", new { id });
        return row?.ToInstance();
    }

    /// <summary>The instance whose TokenInstance has this <see cref="Token.Hash"/>, or null.</summary>
    public async Task<Instance?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<InstanceRow>(Select + " where token_hash = @hash", new { hash });
        return row?.ToInstance();
    }

    /// <summary>All instances of an account, oldest first.</summary>
    public async Task<IReadOnlyList<Instance>> ListAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<InstanceRow>(Select + " where account_id = @accountId order by created_at, id", new { accountId });
        return [.. rows.Select(row => row.ToInstance())];
    }

    /// <summary>Every instance, whoever owns it, oldest first.</summary>
    public async Task<IReadOnlyList<Instance>> ListAllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<InstanceRow>(Select + " order by created_at, id")).Select(row => row.ToInstance())];
    }

    /// <summary>The id of every instance whose session is to be open, whoever owns it, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListSessionWantedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>("select id from instance where session_wanted = 1 order by created_at, id")];
    }

    /// <summary>From now on the instance's session is to be open.</summary>
    public Task WantSessionAsync(string id, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("update instance set session_wanted = 1 where id = @id", new { id }, transaction),
        cancellationToken);

    /// <summary>The TokenInstances of an account by instance id, which lists show to the account.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetTokensAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Token)>("select id, token_encrypted from instance where account_id = @accountId", new { accountId });
        return rows.ToDictionary(row => row.Id, row => secrets.Open(row.Token, TokenContext(row.Id)));
    }

    /// <summary>The TokenInstance of an instance; null when it is gone.</summary>
    public async Task<string?> GetTokenAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var token = await connection.QuerySingleOrDefaultAsync<string>("select token_encrypted from instance where id = @id", new { id });
        return token is null ? null : secrets.Open(token, TokenContext(id));
    }

    /// <summary>Gives an instance a new TokenInstance; the one before is nobody's from now on.</summary>
    public async Task<string> RotateTokenAsync(string id, CancellationToken cancellationToken)
    {
        var token = Token.ForInstance();
        var values = new { id, hash = Token.Hash(token), token = secrets.Seal(token, TokenContext(id)) };
        await writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("update instance set token_hash = @hash, token_encrypted = @token where id = @id", values, transaction),
            cancellationToken);
        return token;
    }

    private static string TokenContext(string id) => $"instance:{id}:token";
}
