using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Chats;

/// <summary>A label of a business number.</summary>
/// <param name="Id">WhatsApp's id of it.</param>
/// <param name="Name">Its words.</param>
/// <param name="Color">The place in WhatsApp's palette, 0 to 19.</param>
/// <param name="IsPredefined">WhatsApp made it, not the number's owner.</param>
/// <param name="Deleted">It is gone; WhatsApp keeps the id.</param>
public sealed record Label(string Id, string Name, int Color, bool IsPredefined, bool Deleted);

/// <summary>Asks for all labels.</summary>
public sealed record ListLabels : SessionAction<LabelList>;

/// <summary>All labels.</summary>
public sealed record LabelList(IReadOnlyList<Label> Labels);

/// <summary>Makes a label.</summary>
public sealed record CreateLabel(string Name, int Color) : SessionAction<Label>;

/// <summary>Deletes a label.</summary>
public sealed record DeleteLabel(string Id) : SessionAction<Label>;

/// <summary>Puts a label on a chat, or takes it off.</summary>
public sealed record AssignLabel(ChatId Chat, string Id, bool Assign) : SessionAction<NoValue>;

/// <summary>Asks which chats have which labels.</summary>
/// <param name="Refresh">Asks WhatsApp anew, instead of what it told so far.</param>
public sealed record ListLabelledChats(bool Refresh) : SessionAction<LabelledChats>;

/// <summary>Which chats have which labels.</summary>
public sealed record LabelledChats(IReadOnlyList<LabelledChat> Chats);

/// <summary>A chat with one of its labels.</summary>
public sealed record LabelledChat(ChatId Chat, string Label);
