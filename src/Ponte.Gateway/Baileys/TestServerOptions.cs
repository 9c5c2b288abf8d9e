using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Baileys;

/// <summary>
/// Section <c>Ponte:Baileys:TestServer</c>: a simulated WhatsApp in place of the real one, for tests. Whoever controls it reads every message,
/// so it must be on this machine, and Production refuses it.
/// </summary>
internal sealed class TestServerOptions : IValidatableObject
{
    public const string Section = BaileysOptions.Section + ":TestServer";

    /// <summary>
    /// For Ponte's own tests: the address of a simulated WhatsApp on this machine, for example <c>ws://127.0.0.1:9000/ws/chat</c>. Refused in the environment
    /// <c>Production</c>, which is the default.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>For Ponte's own tests: the root key of the simulated WhatsApp's certificates, 64 hexadecimal digits.</summary>
    public string NoiseRoot { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length == 0 && NoiseRoot.Length == 0)
        {
            yield break;
        }

        if (validationContext.GetService(typeof(IHostEnvironment)) is not IHostEnvironment environment || environment.IsProduction())
        {
            yield return new ValidationResult($"{Section} is for tests only and not allowed in the environment Production");
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss") || !url.IsLoopback)
        {
            yield return new ValidationResult($"{Section}:Url must be a ws:// address of this machine");
        }

        if (NoiseRoot.Length != 64 || !NoiseRoot.All(char.IsAsciiHexDigit))
        {
            yield return new ValidationResult($"{Section}:NoiseRoot must be 64 hexadecimal digits");
        }
    }
}
