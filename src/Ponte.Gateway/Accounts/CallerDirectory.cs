using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Accounts;

/// <summary>Finds whose token a text is.</summary>
internal sealed class CallerDirectory(AccountStore accounts, InstanceStore instances)
{
    // Longer than any token we accept: nothing to look up.
    private const int MaxLength = 256;

    /// <summary>The token's owner, or null when nobody has such a token.</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }

        if (await accounts.FindByTokenAsync(token, cancellationToken) is { } account)
        {
            return new Caller(account, null);
        }

        var instance = await instances.FindByTokenAsync(token, cancellationToken);
        return instance is null ? null : new Caller(instance.AccountId, instance);
    }
}
