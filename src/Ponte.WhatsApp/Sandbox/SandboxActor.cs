using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Plays WhatsApp for one action: changes what it was given and answers the action's value, or a <see cref="SandboxRefusal"/>.</summary>
/// <param name="own">What the phone's owner has set up; changed in place.</param>
/// <param name="people">Those around.</param>
/// <param name="picture">The token of the picture that comes with the action, if one does.</param>
/// <param name="now">The time.</param>
internal sealed partial class SandboxActor(SandboxOwn own, SandboxPeople people, string? picture, DateTimeOffset now)
{
    private static readonly NoValue Done = new();

    /// <summary>Those around, after the action.</summary>
    public SandboxPeople People { get; private set; } = people;

    /// <summary>What WhatsApp tells this phone of the action; null: nothing.</summary>
    public WhatsAppEvent? Happened { get; private set; }

    public object Do(SessionAction action) => DoInGroups(action) ?? DoWithLabels(action) ?? action switch
    {
        ChangeAccount change => Change(change),
        ReadAccount read => Read(read.User ?? SandboxOwn.Self),
        ReadPrivacy => own.Privacy,
        ChangePrivacy change => own.Privacy = Merged(own.Privacy, change.Settings),
        BlockUser block => Block(block),
        ArchiveChat archive => Note(archive.Chat, "archived", archive.Archive ? "yes" : null),
        PinChat pin => Note(pin.Chat, "pinned", pin.Pin ? "yes" : null),
        MuteChat mute => Note(mute.Chat, "mutedUntil", mute.Until?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        MarkChat mark => Note(mark.Chat, "unread", mark.Read ? null : "yes"),
        DeleteChat delete => Note(delete.Chat, "deleted", "yes"),
        DeleteMessage delete => Note(delete.Chat, "deleted " + delete.Message, "yes"),
        StarMessage star => Note(star.Chat, "starred " + star.Message, star.Star ? "yes" : null),
        _ => new SandboxRefusal(501),
    };

    private static PrivacySettings Merged(PrivacySettings before, PrivacySettings change) => new()
    {
        LastSeen = change.LastSeen ?? before.LastSeen,
        Status = change.Status ?? before.Status,
        Profile = change.Profile ?? before.Profile,
        Online = change.Online ?? before.Online,
        ReadReceipts = change.ReadReceipts ?? before.ReadReceipts,
        CallAdd = change.CallAdd ?? before.CallAdd,
        GroupAdd = change.GroupAdd ?? before.GroupAdd,
    };

    private static string? UrlOf(string? token) => token is null ? null : "https://sandbox.invalid/pictures/" + token;

    private NoValue Change(ChangeAccount change)
    {
        own.Name = change.Name ?? own.Name;
        own.Status = change.Status is null ? own.Status : change.Status.Length == 0 ? null : change.Status;
        own.Picture = change.RemovePicture ? null : picture ?? own.Picture;
        return Done;
    }

    private AccountDetails Read(UserId user)
    {
        if (user == SandboxOwn.Self)
        {
            return new AccountDetails(user) { Phone = user, Name = own.Name, Status = own.Status, PictureUrl = UrlOf(own.Picture) };
        }

        var profile = People.Profiles.GetValueOrDefault(user.Value);
        var isLid = user.Chat.Kind == ChatKind.Lid;
        return new AccountDetails(user) { Phone = isLid ? null : user, Lid = isLid ? user : null, Name = profile?.Name, PictureUrl = UrlOf(profile?.Picture) };
    }

    private object Block(BlockUser block)
    {
        if (IsMissing(block.User))
        {
            return new SandboxRefusal(404);
        }

        _ = block.Block ? own.Blocked.Add(block.User.Value) : own.Blocked.Remove(block.User.Value);
        return new BlockedCount(own.Blocked.Count);
    }

    private bool IsMissing(UserId user) => People.Missing.Contains(user.Chat.User);

    private NoValue Note(ChatId chat, string what, string? value)
    {
        var key = $"{chat.Value} {what}";
        if (value is null)
        {
            own.Chats.Remove(key);
        }
        else
        {
            own.Chats[key] = value;
        }

        return Done;
    }

    private object? DoWithLabels(SessionAction action)
    {
        switch (action)
        {
            case ListLabels:
                return new LabelList([.. own.Labels.Values]);
            case CreateLabel create:
                return Keep(new Label($"{own.Labels.Count + 1}", create.Name, create.Color, IsPredefined: false, Deleted: false), LabelChange.Created);
            case DeleteLabel delete:
                return Live(delete.Id) is { } label ? Keep(label with { Deleted = true }, LabelChange.Deleted) : new SandboxRefusal(404);
            case AssignLabel assign when Live(assign.Id) is null:
                return new SandboxRefusal(404);
            case AssignLabel assign:
                var chats = own.Labelled.TryGetValue(assign.Id, out var known) ? known : own.Labelled[assign.Id] = [];
                if (assign.Assign ? chats.Add(assign.Chat.Value) : chats.Remove(assign.Chat.Value))
                {
                    Tell(own.Labels[assign.Id], assign.Assign ? LabelChange.Assigned : LabelChange.Removed, assign.Chat);
                }

                return Done;
            case ListLabelledChats:
                return new LabelledChats([.. own.Labelled.SelectMany(pair => pair.Value.Select(chat => new LabelledChat(ChatId.Parse(chat), pair.Key)))]);
            default:
                return null;
        }
    }

    private Label? Live(string id) => own.Labels.TryGetValue(id, out var label) && !label.Deleted ? label : null;

    private Label Keep(Label label, LabelChange change)
    {
        Tell(label, change, null);
        return own.Labels[label.Id] = label;
    }

    // As the real WhatsApp does: it tells a number of its own changes.
    private void Tell(Label label, LabelChange change, ChatId? chat) =>
        Happened = new LabelChanged(label.Id, change, now) { Name = label.Name, Color = label.Color, Chat = chat };
}

/// <summary>The code with which the simulated WhatsApp refuses.</summary>
internal sealed record SandboxRefusal(int Code);
