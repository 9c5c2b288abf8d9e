using System.Globalization;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Groups;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Groups. Those that a caller only named members of have this phone as a member who is no admin.</summary>
internal sealed partial class SandboxActor
{
    private object? DoInGroups(SessionAction action) => action switch
    {
        CreateGroup create => Create(create),
        ListGroups => new GroupList([.. own.Groups.Keys.Union(People.Members.Keys).Select(ChatId.Parse).Where(id => Known(id) is { HasLeft: false }).Select(Describe)]),
        ReadGroup { InviteCode: { } code } => WithCode(code) is { } found ? Describe(found) : new SandboxRefusal(406),
        ReadGroup { Group: { } id } => Known(id) is { HasLeft: false } ? Describe(id) : new SandboxRefusal(404),
        UpdateGroup update => AsAdmin(update.Group, group => Update(update, group)),
        ChangeMembers change => AsAdmin(change.Group, group => new MemberOutcomes([.. change.Users.Select(user => new MemberOutcome(user, Move(change, group, user)))])),
        JoinGroup join => Join(join.InviteCode),
        ResetInvite reset => AsAdmin(reset.Group, group => new InviteCode(group.InviteCode = NewCode())),
        ReadJoinRequests read => AsAdmin(read.Group, group => new JoinRequests([.. group.Requests.Select(user => new JoinRequest(UserId.Parse(user)))])),
        LeaveGroup leave => Leave(leave.Group),
        _ => null,
    };

    private ChangedGroup Create(CreateGroup create)
    {
        var id = ChatId.Parse(string.Create(CultureInfo.InvariantCulture, $"1203639{++own.Count:00000000000}@g.us"));
        var group = new SandboxGroup { InviteCode = NewCode(), CreatedBy = SandboxOwn.Self.Value, CreatedAt = now.ToUnixTimeMilliseconds(), Admins = [SandboxOwn.Self.Value] };
        own.Groups[id.Value] = group;
        var members = create.Participants.Where(user => !IsMissing(user)).Prepend(SandboxOwn.Self).Distinct();
        People = People.With(id.Value, [.. members.Select(user => SandboxMember.Of(new GroupMember(user)))]);
        return Update(new UpdateGroup(id) { Name = create.Name, Description = create.Description, Settings = create.Settings }, group);
    }

    private ChangedGroup Update(UpdateGroup update, SandboxGroup group)
    {
        var before = People.Profiles.GetValueOrDefault(update.Group.Value) ?? new SandboxProfile();
        People = People.With(update.Group.Value, new SandboxProfile(update.Name ?? before.Name, update.RemovePicture ? null : picture ?? before.Picture));
        group.Description = update.Description is null ? group.Description : update.Description.Length == 0 ? null : update.Description;
        var (old, wanted) = (group.Settings, update.Settings);
        group.Settings = new GroupSettings
        {
            MembersCanEditInfo = wanted?.MembersCanEditInfo ?? old.MembersCanEditInfo,
            MembersCanSendMessages = wanted?.MembersCanSendMessages ?? old.MembersCanSendMessages,
            MembersCanAddOthers = wanted?.MembersCanAddOthers ?? old.MembersCanAddOthers,
            RequireAdminApproval = wanted?.RequireAdminApproval ?? old.RequireAdminApproval,
        };
        return new ChangedGroup(Describe(update.Group), []);
    }

    private int Move(ChangeMembers change, SandboxGroup group, UserId user)
    {
        var members = MembersOf(change.Group);
        var isIn = members.Exists(member => member.User == user.Value);
        switch (change.Change)
        {
            case MemberChange.Approve or MemberChange.Reject:
                return !group.Requests.Remove(user.Value) ? 404 : change.Change == MemberChange.Reject ? 200 : Enter(change.Group, user);
            case MemberChange.Add:
                return isIn ? 409 : IsMissing(user) ? 404 : Enter(change.Group, user);
            case var _ when !isIn:
                return 404;
            case MemberChange.Remove:
                People = People.With(change.Group.Value, members.FindAll(member => member.User != user.Value));
                group.Admins.Remove(user.Value);
                return 200;
            default:
                _ = change.Change == MemberChange.Promote ? group.Admins.Add(user.Value) : group.Admins.Remove(user.Value);
                return 200;
        }
    }

    private int Enter(ChatId id, UserId user)
    {
        People = People.With(id.Value, [.. MembersOf(id).Where(member => member.User != user.Value), SandboxMember.Of(new GroupMember(user))]);
        return 200;
    }

    private object Join(string code)
    {
        if (WithCode(code) is not { } id)
        {
            return new SandboxRefusal(406);
        }

        var group = own.Groups[id.Value];
        if (!group.HasLeft)
        {
            return new SandboxRefusal(409);
        }

        if (group.Settings.RequireAdminApproval == true)
        {
            return new JoinedGroup();
        }

        group.HasLeft = false;
        Enter(id, SandboxOwn.Self);
        return new JoinedGroup(id);
    }

    private object Leave(ChatId id)
    {
        if (Known(id) is not { HasLeft: false } group)
        {
            return new SandboxRefusal(404);
        }

        group.HasLeft = true;
        own.Groups[id.Value] = group;
        group.Admins.Remove(SandboxOwn.Self.Value);
        People = People.With(id.Value, MembersOf(id).FindAll(member => member.User != SandboxOwn.Self.Value));
        return Done;
    }

    private object AsAdmin(ChatId id, Func<SandboxGroup, object> work) => Known(id) switch
    {
        not { HasLeft: false } => new SandboxRefusal(404),
        var group when !group.Admins.Contains(SandboxOwn.Self.Value) => new SandboxRefusal(403),
        var group => work(group),
    };

    private SandboxGroup? Known(ChatId id) => own.Groups.GetValueOrDefault(id.Value) ?? (People.Members.ContainsKey(id.Value) ? new SandboxGroup() : null);

    private ChatId? WithCode(string code) =>
        own.Groups.Where(pair => pair.Value.InviteCode == code).Select(pair => (ChatId?)ChatId.Parse(pair.Key)).FirstOrDefault();

    private List<SandboxMember> MembersOf(ChatId id) => People.Members.GetValueOrDefault(id.Value) ?? [];

    private string NewCode() => string.Create(CultureInfo.InvariantCulture, $"Sandbox{++own.Count:000000000000000}");

    private GroupDetails Describe(ChatId id)
    {
        var group = Known(id) ?? new SandboxGroup();
        var profile = People.Profiles.GetValueOrDefault(id.Value);
        GroupParticipant[] participants = [.. MembersOf(id).Select(member => member.Read()).OfType<GroupMember>().Select(member => Participant(member, group))];
        return new GroupDetails(id, profile?.Name ?? "")
        {
            Description = group.Description,
            InviteCode = group.Admins.Contains(SandboxOwn.Self.Value) ? group.InviteCode : null,
            CreatedBy = UserId.TryParse(group.CreatedBy, out var creator) ? creator : null,
            CreatedAt = group.CreatedAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(group.CreatedAt),
            Size = participants.Length,
            Participants = participants,
            Settings = group.Settings,
            PictureUrl = UrlOf(profile?.Picture),
        };
    }

    private static GroupParticipant Participant(GroupMember member, SandboxGroup group)
    {
        UserId?[] names = [member.User, member.Alias];
        return new GroupParticipant(member.User)
        {
            Lid = names.FirstOrDefault(name => name?.Chat.Kind == ChatKind.Lid),
            Phone = names.FirstOrDefault(name => name?.Chat.Kind == ChatKind.Phone),
            IsAdmin = group.Admins.Contains(member.User.Value),
            IsSuperAdmin = group.CreatedBy == member.User.Value,
        };
    }
}
