using Ponte.Gateway.Api;

namespace Ponte.Gateway.Bridge.Activation;

/// <summary>How an activation ended: exactly one of the two is there.</summary>
internal sealed record ActivationResult(Integration? Integration, ApiError? Error)
{
    public static implicit operator ActivationResult(Integration integration) => new(integration, null);

    public static implicit operator ActivationResult(ApiError error) => new(null, error);
}
