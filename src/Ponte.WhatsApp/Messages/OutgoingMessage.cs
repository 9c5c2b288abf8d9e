using System.Diagnostics.CodeAnalysis;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>A message to send. The id is fixed by the caller before the first attempt, so that a repeated send is the same message.</summary>
/// <param name="Id">The WhatsApp message id to send under.</param>
/// <param name="Chat">The chat to send to.</param>
/// <param name="Content">What it carries.</param>
public sealed record OutgoingMessage(MessageId Id, ChatId Chat, OutgoingContent Content)
{
    /// <summary>The message it answers.</summary>
    public OutgoingQuote? Quote { get; init; }

    /// <summary>Who is mentioned: the text has each as <c>@</c> and the part of the address before its <c>@</c>.</summary>
    [AllowNull]
    public IReadOnlyList<UserId> Mentions { get; init => field = value ?? []; } = [];

    /// <summary>Whether all members of the group are mentioned, beside those in <see cref="Mentions"/>.</summary>
    public bool MentionsAll { get; init; }

    /// <summary>Whether it is shown as forwarded.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>Who gets a status; only for <see cref="ChatId.Status"/>.</summary>
    [AllowNull]
    public IReadOnlyList<UserId> StatusAudience { get; init => field = value ?? []; } = [];

    /// <summary>Id and kind only: the rest is personal.</summary>
    public override string ToString() => $"message {Id} ({Content})";
}
