using System.Text.Json.Serialization;

namespace Ponte.Gateway.Messages;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OutgoingPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
