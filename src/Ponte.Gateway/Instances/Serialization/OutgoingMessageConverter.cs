using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances.Serialization;

[RegisterConverter]
internal sealed class OutgoingMessageConverter : IConverter<OutgoingMessage, JsonSurrogate>
{
    public OutgoingMessage ConvertFromSurrogate(in JsonSurrogate surrogate) => MessageJson.ReadOutgoing(surrogate.Json);

    public JsonSurrogate ConvertToSurrogate(in OutgoingMessage value) => new(MessageJson.Write(value));
}
