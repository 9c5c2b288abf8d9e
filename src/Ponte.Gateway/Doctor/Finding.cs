namespace Ponte.Gateway.Doctor;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Area">
/// What it is about: <c>settings</c>, <c>server</c>, <c>database</c>, <c>disk</c>, <c>key</c>, <c>engine</c>, <c>node</c>, <c>ffmpeg</c>, <c>clock</c>, <c>deliveries</c>,
/// <c>instance:&lt;name&gt;</c> or <c>chatwoot:&lt;name&gt;</c>.
/// </param>
/// <param name="Outcome">How good or bad it is.</param>
/// <param name="Code">The key of its sentence in <see cref="DoctorTexts"/>.</param>
/// <param name="Arguments">What the sentence names, in the order of its places; never a secret.</param>
internal sealed record Finding(string Area, FindingOutcome Outcome, string Code, IReadOnlyList<string> Arguments)
{
    /// <summary>Whose it is; null for what concerns the whole server.</summary>
    public string? InstanceId { get; init; }

    /// <summary>As it should be.</summary>
    public static Finding Ok(string area, string code, params IReadOnlyList<string> arguments) => new(area, FindingOutcome.Ok, code, arguments);

    /// <summary>A person should look at it.</summary>
    public static Finding Warning(string area, string code, params IReadOnlyList<string> arguments) => new(area, FindingOutcome.Warning, code, arguments);

    /// <summary>It does not work.</summary>
    public static Finding Failed(string area, string code, params IReadOnlyList<string> arguments) => new(area, FindingOutcome.Failed, code, arguments);

    /// <summary>Area and codes alone.</summary>
    public override string ToString() => $"{Area} {Outcome}: {Code}";
}
