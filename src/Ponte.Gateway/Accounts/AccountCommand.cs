namespace Ponte.Gateway.Accounts;

/// <summary><c>account create --name X</c>.</summary>
internal static class AccountCommand
{
    private const string Usage = "Usage: account create --name <name>";

    /// <summary>The name to create.</summary>
    /// <exception cref="StartException">It is not one.</exception>
    public static string NameToCreate(IConfiguration configuration)
    {
        var name = configuration["name"]?.Trim();
        return name is { Length: > 0 and <= 64 } && !name.Any(char.IsControl)
            ? name
            : throw new StartException(Usage + ", where the name has 1 to 64 characters.");
    }

    /// <summary>Adds the account and prints its token alone on the last line. Safe beside a running server: it adds one row.</summary>
    /// <exception cref="StartException">The name is taken.</exception>
    public static async Task RunAsync(AccountStore accounts, string name, TextWriter output, CancellationToken cancellationToken)
    {
        var token = Token.ForAccount();
        if (!await accounts.AddAsync(name, token, cancellationToken))
        {
            throw new StartException($"There is an account named {name} already.");
        }

        await output.WriteLineAsync($"Account {name} was created. This is its TokenAccount, shown only this once:");
        await output.WriteLineAsync();
        await output.WriteLineAsync(token);
    }
}
