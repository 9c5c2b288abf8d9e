using System.Text.Json.Serialization;

namespace Ponte.Gateway.Messages;

[JsonSerializable(typeof(OutgoingPayload))]
[JsonSerializable(typeof(StatusPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
