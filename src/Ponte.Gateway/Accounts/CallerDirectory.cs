using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Accounts;

/// <summary>Finds whose token a text is.</summary>
internal sealed class CallerDirectory(AccountStore accounts, InstanceStore instances)
{
    // Longer than any token we accept: nothing to look up.
    private const int MaxLength = 256;

    /// <summary>The token's owner, or null when nobody has such a token.</summary>
    public Task<Caller?> FindAsync(string token, CancellationToken cancellationToken) =>
        token.Length > MaxLength ? Task.FromResult<Caller?>(null) : FindByHashAsync(Token.Hash(token), cancellationToken);

    /// <summary>The owner of the token with this <see cref="Token.Hash"/>, or null when nobody has it.</summary>
    public async Task<Caller?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        if (await accounts.FindByHashAsync(hash, cancellationToken) is { } account)
        {
            return new Caller(account, null);
        }

        var instance = await instances.FindByHashAsync(hash, cancellationToken);
        return instance is null ? null : new Caller(instance.AccountId, instance);
    }
}
