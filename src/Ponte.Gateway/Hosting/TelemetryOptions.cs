using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Hosting;

/// <summary>Where traces go. The names are OpenTelemetry's own, so that its documentation holds; its other <c>OTEL_...</c> names work too.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>
    /// An OpenTelemetry collector, for example <c>http://127.0.0.1:4317</c>, that gets traces. Empty: none are made. OpenTelemetry's other <c>OTEL_...</c>
    /// names work too.
    /// </summary>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string Endpoint { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return new ValidationResult("OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address, or empty for no traces");
        }
    }
}
