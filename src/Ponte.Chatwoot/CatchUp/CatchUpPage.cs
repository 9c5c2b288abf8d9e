using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;

namespace Ponte.Chatwoot.CatchUp;

/// <summary>Messages of one conversation above the caller's cursor.</summary>
/// <param name="Conversation">The conversation as listed at the start of the pass.</param>
/// <param name="Messages">In ascending order of id, without gaps from the cursor or the previous page; up to 100; may be empty.</param>
/// <param name="IsLast">Whether the conversation is read to its end.</param>
public sealed record CatchUpPage(Conversation Conversation, IReadOnlyList<Message> Messages, bool IsLast);
