using System.Text.Json.Serialization;

namespace Ponte.Gateway.Bridge;

[JsonSerializable(typeof(NotePayload))]
[JsonSerializable(typeof(IdentityPayload))]
internal sealed partial class BridgeJson : JsonSerializerContext;
