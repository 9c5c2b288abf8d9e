using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Groups;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Json;

[JsonSerializable(typeof(SessionAction))]
[JsonSerializable(typeof(NoValue))]
[JsonSerializable(typeof(ChangedGroup))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(GroupDetails))]
[JsonSerializable(typeof(MemberOutcomes))]
[JsonSerializable(typeof(JoinedGroup))]
[JsonSerializable(typeof(InviteCode))]
[JsonSerializable(typeof(JoinRequests))]
[JsonSerializable(typeof(AccountDetails))]
[JsonSerializable(typeof(PrivacySettings))]
[JsonSerializable(typeof(BlockedCount))]
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(LabelList))]
[JsonSerializable(typeof(LabelledChats))]
internal sealed partial class ActionContext : JsonSerializerContext
{
    public static ActionContext Shared { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new IdConverter<Ids.ChatId>(Ids.ChatId.TryParse, id => id.Value),
            new IdConverter<Ids.UserId>(Ids.UserId.TryParse, id => id.Value),
            new UnixMillisecondsConverter(),
            new ListConverter<string>(),
            new ListConverter<GroupDetails>(),
            new ListConverter<GroupParticipant>(),
            new ListConverter<MemberOutcome>(),
            new ListConverter<JoinRequest>(),
            new ListConverter<Label>(),
            new ListConverter<LabelledChat>(),
            new JsonStringEnumConverter<MemberChange>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });
}
