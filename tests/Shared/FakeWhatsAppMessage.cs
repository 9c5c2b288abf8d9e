namespace Ponte.Testing;

/// <summary>A message as a peer has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The sender's number.</param>
/// <param name="Group">The group it came in.</param>
/// <param name="Text">Its text.</param>
/// <param name="Repeats">How often it came again under the same id, which phones do not show.</param>
/// <param name="Retried">How often it came again because the peer asked.</param>
public sealed record FakeWhatsAppMessage(string Id, string From, string? Group, string? Text, int Repeats, int Retried)
{
    /// <summary>WhatsApp's name of its kind, such as <c>imageMessage</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The text with a medium.</summary>
    public string? Caption { get; init; }

    /// <summary>The message that it answers.</summary>
    public FakeWhatsAppQuote? Quoted { get; init; }

    /// <summary>The addresses of those it mentions.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Its medium, unread; <see cref="FakeWhatsAppApi.MediumAsync"/> reads it.</summary>
    public FakeWhatsAppMedia? Media { get; init; }

    /// <summary>The reaction that it is.</summary>
    public FakeWhatsAppReaction? Reaction { get; init; }

    /// <summary>The id of the message that it deletes.</summary>
    public string? Deletes { get; init; }
}
