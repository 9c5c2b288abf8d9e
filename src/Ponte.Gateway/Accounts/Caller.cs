using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Accounts;

/// <summary>Whose token a request carries.</summary>
/// <param name="AccountId">The account, or the owner of the instance.</param>
/// <param name="Instance">The one instance a TokenInstance covers; null for a TokenAccount, which covers all of the account's.</param>
internal sealed record Caller(long AccountId, Instance? Instance)
{
    /// <summary>The token's own name in counters: one per token.</summary>
    public string Key => Instance is null ? $"account:{AccountId}" : $"instance:{Instance.Id}";
}
