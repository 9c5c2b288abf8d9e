using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Chats;

/// <summary>The newest message of a chat that is known: up to there the phone applies a change of the chat.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FromMe">This number wrote it.</param>
/// <param name="At">When.</param>
public sealed record LastMessage(string Id, bool FromMe, DateTimeOffset At)
{
    /// <summary>Who wrote it, in a group.</summary>
    public string? Participant { get; init; }
}

/// <summary>Puts a chat into the archive, or takes it out.</summary>
public sealed record ArchiveChat(ChatId Chat, bool Archive, LastMessage? Last = null) : SessionAction<NoValue>;

/// <summary>Pins a chat at the top, or no longer.</summary>
public sealed record PinChat(ChatId Chat, bool Pin) : SessionAction<NoValue>;

/// <summary>Mutes a chat, or no longer.</summary>
/// <param name="Chat">Which one.</param>
/// <param name="Until">Unix milliseconds; <see cref="Forever"/>; null: it is muted no longer.</param>
public sealed record MuteChat(ChatId Chat, long? Until = null) : SessionAction<NoValue>
{
    /// <summary>Until somebody changes it.</summary>
    public const long Forever = -1;
}

/// <summary>Marks a chat as read or unread, on this number's devices only: senders are told nothing.</summary>
public sealed record MarkChat(ChatId Chat, bool Read, LastMessage? Last = null) : SessionAction<NoValue>;

/// <summary>Deletes a chat on this number's devices.</summary>
public sealed record DeleteChat(ChatId Chat, LastMessage? Last = null) : SessionAction<NoValue>;

/// <summary>Deletes a message on this number's devices, with its file; everybody else keeps it.</summary>
/// <param name="Chat">Where it is.</param>
/// <param name="Message">Its id.</param>
/// <param name="FromMe">This number wrote it.</param>
/// <param name="At">When it was sent.</param>
public sealed record DeleteMessage(ChatId Chat, string Message, bool FromMe, DateTimeOffset At) : SessionAction<NoValue>
{
    /// <summary>Who wrote it, in a group.</summary>
    public string? Participant { get; init; }
}

/// <summary>Marks a message with a star, or no longer.</summary>
public sealed record StarMessage(ChatId Chat, string Message, bool FromMe, bool Star) : SessionAction<NoValue>;
