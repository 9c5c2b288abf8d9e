namespace Ponte.WhatsApp.Messages;

/// <summary>A poll. Its votes come as <see cref="Events.PollVoted"/>.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Options">The answers to choose from, 1 to 12, each once.</param>
/// <param name="MaxAnswers">How many of them one person may choose; 0: as many as there are.</param>
public sealed record OutgoingPoll(string Question, IReadOnlyList<string> Options, int MaxAnswers) : OutgoingContent;
