using System.Text.Json.Serialization;
using Ponte.Gateway.Bridge.Profiles;

namespace Ponte.Gateway.Bridge;

[JsonSerializable(typeof(NotePayload))]
[JsonSerializable(typeof(IdentityPayload))]
[JsonSerializable(typeof(ProfilePayload))]
internal sealed partial class BridgeJson : JsonSerializerContext;
