using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Accounts;

/// <summary>Creates the account of the first start.</summary>
internal sealed class FirstAccount(AccountStore accounts, IOptions<AccountOptions> options)
{
    public const string Name = "default";

    /// <summary>Creates the account where there is none.</summary>
    /// <returns>Whether this is the first start, and the token to show to the person at the terminal: null when they chose it themselves.</returns>
    public async Task<(bool IsNew, string? Token)> CreateAsync(CancellationToken cancellationToken)
    {
        if (await accounts.AnyAsync(cancellationToken))
        {
            return (false, null);
        }

        var given = options.Value.Token;
        var token = given.Length > 0 ? given : Token.ForAccount();
        var added = await accounts.AddAsync(Name, token, cancellationToken);
        return (added, added && given.Length == 0 ? token : null);
    }
}
