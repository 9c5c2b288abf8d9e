namespace Ponte.Testing;

/// <summary>A text for <c>POST /api/sandbox/:instance/receive</c>.</summary>
public sealed record SandboxText(
    string From, string Text, string? Id = null, string? Chat = null, string? Name = null, long? Timestamp = null, string? Alias = null);
