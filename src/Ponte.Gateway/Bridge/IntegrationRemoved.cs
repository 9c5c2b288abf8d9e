using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>What becomes of rows for a Chatwoot inbox that Ponte does not serve any more (http-contract §9).</summary>
internal static class IntegrationRemoved
{
    public static readonly DeliveryFailure Failure = new(
        "integration_removed", "The Chatwoot integration was removed before this message was delivered.", Certain: true);
}
