using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The sentences about what changed in a group. Pure.</summary>
internal static class GroupText
{
    // Hundreds may be added at once.
    private const int MaxNamed = 20;

    public static string Of(GroupChanged change, People people)
    {
        var who = people.Who(change);
        var whom = Whom(change, people);
        return change.Change switch
        {
            GroupChange.Created => $"{who} created the group{Named(change)}.",
            GroupChange.Joined => $"{whom} joined the group.",
            GroupChange.Added => $"{who} added {whom}.",
            GroupChange.Left => $"{whom} left the group.",
            GroupChange.Removed => $"{who} removed {whom}.",
            GroupChange.Promoted => $"{who} made {whom} an administrator.",
            GroupChange.Demoted => $"{whom}: no administrator any more.",
            GroupChange.Renamed => $"{who} renamed the group{(Named(change) is { Length: > 0 } name ? " to" + name : "")}.",
            GroupChange.Described => change.Text is { Length: > 0 } text ? $"{who} changed the group's description:\n{WhatsAppText.ToMarkdown(text)}" : $"{who} removed the group's description.",
            GroupChange.Pictured => $"{who} changed the group's picture.",
            _ => $"{who} changed the group's settings.",
        };
    }

    private static string Named(GroupChanged change) => change.Text is { Length: > 0 } name ? $" “{WhatsAppText.ToLine(name)}”" : "";

    private static string Whom(GroupChanged change, People people)
    {
        if (change.Participants.Count == 0)
        {
            return change.Change is GroupChange.Joined or GroupChange.Left ? people.Who(change) : "somebody";
        }

        var named = change.Participants.Take(MaxNamed).Select(user => people.Find(user) ?? "an unknown participant");
        var more = change.Participants.Count - MaxNamed;
        var all = string.Join(", ", named) + (more > 0 ? $" and {more} more" : "");
        return change.Change is GroupChange.Joined or GroupChange.Left or GroupChange.Demoted ? char.ToUpperInvariant(all[0]) + all[1..] : all;
    }
}
