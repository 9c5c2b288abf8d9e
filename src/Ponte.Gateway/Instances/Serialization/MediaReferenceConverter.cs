using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances.Serialization;

[RegisterConverter]
internal sealed class MediaReferenceConverter : IConverter<MediaReference, JsonSurrogate>
{
    public MediaReference ConvertFromSurrogate(in JsonSurrogate surrogate) => MessageJson.ReadMedia(surrogate.Json);

    public JsonSurrogate ConvertToSurrogate(in MediaReference value) => new(MessageJson.Write(value));
}
