using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages;

/// <summary>Shows the number typing for as long as a program asked, before the first attempt at its message (http-contract 7.1, <c>delay</c>).</summary>
internal sealed class TypingPause(IGrainFactory grains, TimeProvider time)
{
    public async Task WaitAsync(DeliveryAttempt attempt, OutgoingPayload payload, ChatId address, CancellationToken cancellationToken)
    {
        if (payload.DelaySeconds == 0 || attempt.Row.Attempts > 0 || attempt.MayHaveArrived)
        {
            return;
        }

        var instance = grains.GetGrain<IInstanceGrain>(attempt.Row.Lane.InstanceId);
        _ = instance.SetTyping(address.Value, TypingState.Composing);
        await Task.Delay(TimeSpan.FromSeconds(payload.DelaySeconds), time, cancellationToken);
        _ = instance.SetTyping(address.Value, TypingState.Paused);
    }
}
