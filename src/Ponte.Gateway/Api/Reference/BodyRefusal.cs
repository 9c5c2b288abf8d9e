namespace Ponte.Gateway.Api.Reference;

/// <summary>Endpoint metadata: how a module refuses a body that is no JSON object (http-contract 2.3, 4.6).</summary>
/// <param name="Text">The message of the 400.</param>
internal sealed record BodyRefusal(string Text)
{
    /// <summary>Of modules that say nothing else.</summary>
    public static BodyRefusal Usual { get; } = new(ApiError.InvalidBodyText + ": the body must be a JSON object");

    /// <summary>Of modules that tell no details.</summary>
    public static BodyRefusal Bare { get; } = new(ApiError.InvalidBodyText);
}
