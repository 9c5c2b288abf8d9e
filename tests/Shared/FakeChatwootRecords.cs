using System.Text.Json;

namespace Ponte.Testing;

/// <summary>A message as the double has stored it.</summary>
public sealed record FakeMessage(int Id, int ConversationId, int InboxId, string? Content, string? SourceId, bool Private, JsonElement MessageType, string? Status);

/// <summary>A conversation of the double; the id is the one in its addresses.</summary>
public sealed record FakeConversation(int Id, int InboxId, string? Status);

/// <summary>A contact of the double.</summary>
public sealed record FakeContact(int Id, string? Name, string? PhoneNumber, string? Identifier);

/// <summary>An inbox of the double.</summary>
public sealed record FakeInbox(int Id, string Name);

/// <summary>A request the double has answered.</summary>
/// <param name="At">When its answer was complete.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Status">The status answered.</param>
/// <param name="Fault">The kind of the fault that hit it, or null.</param>
public sealed record FakeRequest(DateTimeOffset At, string Method, string Path, int Status, string? Fault);

/// <summary>A fault for the double to play.</summary>
/// <param name="Kind">What it does, for example <c>status</c>, <c>latency</c>, <c>reset</c>, <c>hang</c>.</param>
/// <param name="Method">Only requests of this method.</param>
/// <param name="Path">Only requests whose path matches.</param>
/// <param name="Status">The status to answer.</param>
/// <param name="Milliseconds">How long.</param>
/// <param name="After">Requests to let pass before.</param>
/// <param name="Times">How often; endlessly unless told.</param>
/// <param name="Probability">How likely, 0 to 1.</param>
public sealed record FakeFault(
    string Kind,
    string? Method = null,
    string? Path = null,
    int? Status = null,
    int? Milliseconds = null,
    int? After = null,
    int? Times = null,
    double? Probability = null);
