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
    public static ActionContext Shared { get; } = new(SharedOptions.With(
        new ListConverter<GroupDetails>(),
        new ListConverter<GroupParticipant>(),
        new ListConverter<MemberOutcome>(),
        new ListConverter<JoinRequest>(),
        new ListConverter<Label>(),
        new ListConverter<LabelledChat>(),
        SharedOptions.Names<MemberChange>()));
}
