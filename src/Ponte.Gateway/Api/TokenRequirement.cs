namespace Ponte.Gateway.Api;

/// <summary>Endpoint metadata: which token it takes. The API reference reads it.</summary>
internal sealed record TokenRequirement(string Description)
{
    public static TokenRequirement Any { get; } = new("Takes the TokenAccount or the TokenInstance.");

    public static TokenRequirement Account { get; } = new("Takes the TokenAccount only.");
}
