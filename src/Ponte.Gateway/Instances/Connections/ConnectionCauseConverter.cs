using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>How <see cref="ConnectionCause"/> travels between grains; the WhatsApp library itself knows nothing of Orleans.</summary>
[GenerateSerializer]
[Immutable]
internal readonly record struct ConnectionCauseSurrogate([property: Id(0)] string Code, [property: Id(1)] string Sentence, [property: Id(2)] string Remedy);

[RegisterConverter]
internal sealed class ConnectionCauseConverter : IConverter<ConnectionCause, ConnectionCauseSurrogate>
{
    public ConnectionCause ConvertFromSurrogate(in ConnectionCauseSurrogate surrogate) => new(surrogate.Code, surrogate.Sentence, surrogate.Remedy);

    public ConnectionCauseSurrogate ConvertToSurrogate(in ConnectionCause value) => new(value.Code, value.Sentence, value.Remedy);
}
