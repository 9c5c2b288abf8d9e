using System.Text.Json;

namespace Ponte.Testing;

/// <summary>A message of <c>GET /api/sandbox/:instance/sent</c>; of a medium or a deletion the text is null.</summary>
public sealed record SandboxSentText(string MessageId, string Chat, string Text, DateTimeOffset At)
{
    /// <summary><c>text</c>, <c>media</c> or <c>delete</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What a medium is to WhatsApp, for example <c>voice</c>.</summary>
    public string? Media { get; init; }

    public string? MimeType { get; init; }

    public string? FileName { get; init; }

    public string? Caption { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }

    public int? Seconds { get; init; }

    /// <summary><c>{url, title, description?}</c>.</summary>
    public JsonElement? LinkPreview { get; init; }

    /// <summary><c>{id, sender?, text}</c>.</summary>
    public JsonElement? Quote { get; init; }

    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>The message a deletion deletes.</summary>
    public string? Target { get; init; }
}
