namespace Ponte.WhatsApp.Messages;

/// <summary>A poll; its votes come as events of their own.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Options">The answers to choose from.</param>
/// <param name="IsMultiple">Several may be chosen.</param>
public sealed record IncomingPoll(string Question, IReadOnlyList<string> Options, bool IsMultiple) : IncomingContent;
