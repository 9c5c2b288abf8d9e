using Ponte.Chatwoot;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Bridge;

/// <summary>The egress guard in the words of the Chatwoot client.</summary>
internal sealed class ChatwootEgress(EgressGuard guard)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await guard.ConnectAsync(context, cancellationToken);
        }
        catch (EgressRefusedException refused)
        {
            throw new ChatwootTransportException(ChatwootErrorKind.EgressRefused, refused.Message);
        }
    }
}
