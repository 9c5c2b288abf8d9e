using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Opens the cable's sockets through the egress guard.</summary>
internal sealed class CableInvoker(ChatwootEgress egress) : IDisposable
{
    public HttpMessageInvoker Value { get; } = new(ChatwootClient.CreateHandler(egress.ConnectAsync));

    public void Dispose() => Value.Dispose();
}
