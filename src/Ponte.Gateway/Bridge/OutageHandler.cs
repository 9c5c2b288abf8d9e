using Polly.CircuitBreaker;
using Polly.Timeout;
using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge;

/// <summary>Says in the Chatwoot client's words what the resilience pipeline threw.</summary>
internal sealed class OutageHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            throw new ChatwootTransportException(ChatwootErrorKind.CircuitOpen, "waiting for Chatwoot to come back", open.RetryAfter);
        }
        catch (TimeoutRejectedException late)
        {
            throw new ChatwootTransportException(ChatwootErrorKind.Timeout, $"timeout after {late.Timeout.TotalSeconds:0}s");
        }
    }
}
