namespace Ponte.Chatwoot.Conversations;

/// <summary>
/// A conversation to create. All three ids are always sent: without a source id Chatwoot invents a new address each time (Chatwoot contract 5.2).
/// </summary>
/// <param name="InboxId">The inbox; unknown: <see cref="ChatwootErrorKind.NotFound"/>.</param>
/// <param name="ContactId">The contact; unknown: <see cref="ChatwootErrorKind.NotFound"/>.</param>
/// <param name="SourceId">The contact's address in that inbox; another contact's: <see cref="ChatwootErrorKind.Invalid"/>.</param>
public sealed record NewConversation(long InboxId, long ContactId, string SourceId)
{
    /// <summary>The state to start in; null for Chatwoot's default (open, or pending with an active bot). A blocked contact's is born resolved.</summary>
    public ConversationStatus? Status { get; init; }

    /// <summary>The ids alone.</summary>
    public override string ToString() => $"new conversation of contact {ContactId} in inbox {InboxId}";
}

/// <summary>Which conversations to list (Chatwoot contract 5.3).</summary>
public sealed record ConversationQuery
{
    /// <summary>Only this inbox; null for all.</summary>
    public long? InboxId { get; init; }

    /// <summary>Only this state; null for all states.</summary>
    public ConversationStatus? Status { get; init; }

    /// <summary>Only those updated within this time, rounded up to whole seconds. Chatwoot then gives all matches in one answer, whatever the page.</summary>
    public TimeSpan? UpdatedWithin { get; init; }

    /// <summary>The page, from 1; 25 conversations each. A page past the end is empty.</summary>
    public int Page { get; init; } = 1;
}

internal sealed record NewConversationBody(long InboxId, long ContactId, string SourceId, string? Status);

internal sealed record StatusBody(string Status);
