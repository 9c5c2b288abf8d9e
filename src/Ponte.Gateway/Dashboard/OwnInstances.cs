using Microsoft.AspNetCore.Components.Authorization;
using Ponte.Gateway.Accounts;
using Ponte.Gateway.Dashboard.SignIn;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Dashboard;

/// <summary>
/// The instances that the signed-in visitor may see, asked anew each time: all of the account with its TokenAccount, the one of a TokenInstance. Every page
/// and every button gets its instance from here.
/// </summary>
internal sealed class OwnInstances(AuthenticationStateProvider authentication, CallerDirectory callers, InstanceStore instances)
{
    /// <summary>Whose token the visitor signed in with; null when that token is nobody's any more.</summary>
    public async Task<Caller?> FindVisitorAsync() =>
        Visitor.TokenHashOf((await authentication.GetAuthenticationStateAsync()).User) is { } hash
            ? await callers.FindByHashAsync(hash, CancellationToken.None)
            : null;

    /// <summary>All of them, oldest first.</summary>
    public async Task<IReadOnlyList<Instance>> ListAsync() => await FindVisitorAsync() switch
    {
        { Instance: { } own } => [own],
        { } account => await instances.ListAsync(account.AccountId, CancellationToken.None),
        null => [],
    };

    /// <summary>One of them by its name; null when there is none.</summary>
    public async Task<Instance?> FindAsync(string name) => await FindVisitorAsync() switch
    {
        { Instance: { } own } => own.Name == name ? own : null,
        { } account => await instances.FindAsync(account.AccountId, name, CancellationToken.None),
        null => null,
    };
}
