using Ponte.Gateway.Accounts;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Api;

/// <summary>What the edge found out about a request before its handler runs.</summary>
internal static class HttpContextExtensions
{
    /// <summary>Whose token the request carries. Only behind <c>RequireToken</c>, <c>RequireAccountToken</c> or <c>RequireInstance</c>.</summary>
    public static Caller GetCaller(this HttpContext context) =>
        context.Features.Get<CallerFeature>()?.Caller ?? throw new InvalidOperationException("The endpoint does not require a token.");

    /// <summary>The instance that <c>:instance</c> names, checked to be the caller's. Only behind <c>RequireInstance</c>.</summary>
    public static Instance GetInstance(this HttpContext context) =>
        context.Features.Get<Instance>() ?? throw new InvalidOperationException("The endpoint does not require an instance.");
}
