using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances;

/// <summary>How <see cref="OutgoingMessage"/> travels between grains; the WhatsApp library itself knows nothing of Orleans.</summary>
[GenerateSerializer]
[Immutable]
internal readonly record struct OutgoingMessageSurrogate([property: Id(0)] string Id, [property: Id(1)] string Chat, [property: Id(2)] string Text);

[RegisterConverter]
internal sealed class OutgoingMessageConverter : IConverter<OutgoingMessage, OutgoingMessageSurrogate>
{
    public OutgoingMessage ConvertFromSurrogate(in OutgoingMessageSurrogate surrogate) =>
        new(MessageId.Parse(surrogate.Id), ChatId.Parse(surrogate.Chat), surrogate.Text);

    public OutgoingMessageSurrogate ConvertToSurrogate(in OutgoingMessage value) => new(value.Id.Value, value.Chat.Value, value.Text);
}
