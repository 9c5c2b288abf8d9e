using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Messages;

/// <summary>One of the things that an interactive message offers.</summary>
public sealed record MessageItem
{
    /// <summary>Its words.</summary>
    public string? Title { get; init; }

    /// <summary>The words of a form's field.</summary>
    public string? Label { get; init; }

    /// <summary>More words, of a card or an article.</summary>
    public string? Description { get; init; }

    /// <summary>Where an article stands.</summary>
    public string? Link { get; init; }

    /// <summary>The buttons of a card.</summary>
    [JsonConverter(typeof(LenientList<MessageItemAction>))]
    public IReadOnlyList<MessageItemAction> Actions { get; init => field = value ?? []; } = [];

    /// <summary>Nothing: the words are written for a customer.</summary>
    public override string ToString() => nameof(MessageItem);
}

/// <summary>A button of a card.</summary>
public sealed record MessageItemAction
{
    /// <summary>Its words.</summary>
    public string? Text { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Uri { get; init; }

    /// <summary>Nothing: the words are written for a customer.</summary>
    public override string ToString() => nameof(MessageItemAction);
}
