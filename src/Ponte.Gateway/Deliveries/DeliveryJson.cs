using System.Text.Json.Serialization;

namespace Ponte.Gateway.Deliveries;

[JsonSerializable(typeof(StatusPayload))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
