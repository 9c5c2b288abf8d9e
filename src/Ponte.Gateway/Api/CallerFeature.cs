using Ponte.Gateway.Accounts;

namespace Ponte.Gateway.Api;

/// <summary>What became of a request's token.</summary>
/// <param name="HasToken">Whether one was sent.</param>
/// <param name="Caller">Its owner, or null when nobody has it.</param>
internal sealed record CallerFeature(bool HasToken, Caller? Caller);
