using System.Text.Json;

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

    /// <summary>The change of an earlier message that it is: <c>id</c>, <c>text</c>.</summary>
    public JsonElement? Edits { get; init; }

    /// <summary>What the server was told of a change: <c>1</c> an edit, <c>7</c> a deletion.</summary>
    public string? Edit { get; init; }

    /// <summary>Whether it is shown as forwarded.</summary>
    public bool Forwarded { get; init; }

    /// <summary>What is shown of a page: <c>url</c>, <c>title</c>, <c>description</c>, <c>thumbnail</c>.</summary>
    public JsonElement? Preview { get; init; }

    /// <summary>The looks of a status: <c>backgroundColor</c>, <c>font</c>.</summary>
    public JsonElement? Style { get; init; }

    /// <summary>The place that it is: <c>latitude</c>, <c>longitude</c>, <c>name</c>, <c>address</c>.</summary>
    public JsonElement? Location { get; init; }

    /// <summary>The cards that it is: <c>displayName</c>, <c>vcard</c> each.</summary>
    public JsonElement? Contacts { get; init; }

    /// <summary>The poll that it is: <c>question</c>, <c>options</c>, <c>maxAnswers</c>.</summary>
    public JsonElement? Poll { get; init; }
}
