using Microsoft.Extensions.Options;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Messages;

/// <summary>Decides when an agent's message has waited too long to be sent unasked (<see cref="BridgeOptions.MaxReplyAgeHours"/>). Customers' messages have no limit.</summary>
internal sealed class ReplyAge(IOptions<BridgeOptions> options, TimeProvider time)
{
    /// <summary>Why a row is not sent any more; null when it is young enough, not an agent's message, or may have been sent already.</summary>
    public DeliveryFailure? TooOld(DeliveryAttempt attempt, OutgoingPayload payload)
    {
        var limit = TimeSpan.FromHours(options.Value.MaxReplyAgeHours);
        var age = time.GetUtcNow() - attempt.Row.ReceivedAt;
        if (limit == TimeSpan.Zero || age <= limit || payload.Origin is null || payload.DeleteTarget is not null || attempt.MayHaveArrived)
        {
            return null;
        }

        var hours = Math.Max(1, (long)age.TotalHours);
        return new DeliveryFailure(
            "reply_too_old",
            $"This reply waited {hours} {(hours == 1 ? "hour" : "hours")} and was not sent, so that it does not surprise the customer. Press Retry to send it now.",
            Certain: true);
    }
}
