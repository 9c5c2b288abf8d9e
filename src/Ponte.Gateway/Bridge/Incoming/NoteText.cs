using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The sentences of notes about messages. Pure.</summary>
internal static class NoteText
{
    private const int LongestEmoji = 40;

    /// <summary>Who reacted, and how.</summary>
    public static string Of(ReactionChanged reaction, People people, AboutMessage about)
    {
        var emoji = WhatsAppText.ToLine(reaction.Emoji.Length <= LongestEmoji ? reaction.Emoji : "…");
        return emoji.Length == 0
            ? $"{people.Who(reaction)} took the reaction back{To("from", about)}."
            : $"{people.Who(reaction)} reacted with {emoji}{To("to", about)}";
    }

    /// <summary>Who voted, and for what.</summary>
    public static string Of(PollVoted vote, People people, AboutMessage about) => vote.Options switch
    {
        null => $"{people.Who(vote)} voted{To("in", about)}. What was chosen can be seen on the phone.",
        [] => $"{people.Who(vote)} took the vote back{To("in", about)}.",
        var options => $"{people.Who(vote)} voted{To("in", about)}: {string.Join(", ", options.Select(WhatsAppText.ToLine))}",
    };

    /// <summary>Who deleted, where the message stays in Chatwoot.</summary>
    public static string Of(MessageDeleted deletion, People people, AboutMessage about) =>
        $"{people.Who(deletion)} deleted {(about.IsPart ? "a part of this message" : "this message")} for everyone.";

    // Where Chatwoot shows what it is about, that need not be said.
    private static string To(string preposition, AboutMessage about) => about switch
    {
        { ChatwootId: not null } => "",
        { Words: { Length: > 0 } words } => $" {preposition} “{WhatsAppText.ToLine(words)}”",
        _ => $" {preposition} a message that is not shown here",
    };
}
