using System.Text.Json.Serialization;

namespace Ponte.Gateway.Bridge;

[JsonSerializable(typeof(IncomingPayload))]
[JsonSerializable(typeof(NotePayload))]
internal sealed partial class BridgeJson : JsonSerializerContext;
