using System.Text.Json;

namespace Ponte.Testing;

/// <summary>A message as the double has stored it.</summary>
/// <param name="Id">Chatwoot's message id.</param>
/// <param name="ConversationId">The conversation's id as its addresses have it.</param>
/// <param name="ConversationStatus">The conversation's status now.</param>
/// <param name="InboxId">The inbox.</param>
/// <param name="ContactIdentifier">The identifier of the conversation's contact.</param>
/// <param name="ContactPhoneNumber">The phone number of the conversation's contact.</param>
/// <param name="Content">The text.</param>
/// <param name="MessageType"><c>incoming</c>, <c>outgoing</c>, <c>activity</c> or <c>template</c>.</param>
/// <param name="Private">Whether it is a private note.</param>
/// <param name="SourceId">The source id given at its creation.</param>
/// <param name="Status"><c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record FakeMessage(
    long Id,
    int ConversationId,
    string ConversationStatus,
    int InboxId,
    string? ContactIdentifier,
    string? ContactPhoneNumber,
    string? Content,
    string MessageType,
    bool Private,
    string? SourceId,
    string Status,
    DateTimeOffset CreatedAt)
{
    /// <summary>Chatwoot's content_attributes: <c>in_reply_to</c>, <c>deleted</c>, <c>external_error</c>, …</summary>
    public JsonElement ContentAttributes { get; init; }

    /// <summary>Its attachments, in order.</summary>
    public IReadOnlyList<FakeFile> Files { get; init; } = [];

    /// <summary>The Chatwoot id of the quoted message; null when it quotes none.</summary>
    public long? InReplyTo =>
        ContentAttributes.ValueKind == JsonValueKind.Object && ContentAttributes.TryGetProperty("in_reply_to", out var id) && id.ValueKind == JsonValueKind.Number
            ? id.GetInt64()
            : null;

    /// <summary>Whether it was deleted.</summary>
    public bool IsDeleted => ContentAttributes.ValueKind == JsonValueKind.Object && ContentAttributes.TryGetProperty("deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True;

    /// <summary>Why it is failed; null when there is no error.</summary>
    public string? ExternalError =>
        ContentAttributes.ValueKind == JsonValueKind.Object && ContentAttributes.TryGetProperty("external_error", out var error) ? error.GetString() : null;
}

/// <summary>An attachment of a message, as it was uploaded.</summary>
public sealed record FakeFile(string FileName, string FileType, string ContentType, long Size, string Sha256);

/// <summary>A conversation of the double; the id is the one in its addresses.</summary>
public sealed record FakeConversation(int Id, int InboxId, string Status, string ContactSourceId);

/// <summary>A contact of the double.</summary>
public sealed record FakeContact(long Id, string? Name, string? PhoneNumber, string? Identifier)
{
    /// <summary>Hash of its picture's bytes, lower-case hexadecimal; null when it has none.</summary>
    public string? AvatarSha256 { get; init; }
}

/// <summary>An inbox of the double.</summary>
public sealed record FakeInbox(int Id, string Name, int AccountId, IReadOnlyList<int> MemberIds);

/// <summary>A request the double has answered.</summary>
/// <param name="At">When its answer was complete.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Status">The status answered.</param>
/// <param name="Fault">The kind of the fault that hit it, or null.</param>
public sealed record FakeRequest(DateTimeOffset At, string Method, string Path, int Status, string? Fault);

/// <summary>A fault for the double to play.</summary>
/// <param name="Kind">
/// <c>latency</c> (answer after Milliseconds), <c>status</c> (answer Status, not executed), <c>reset</c> (not executed), <c>hang</c> (neither
/// answer nor execute), <c>lose_answer</c> (execute, then reset), <c>store_later</c> (reset now, execute Milliseconds later, 10,000 unless
/// told), <c>hold_answer</c> (execute, answer when released).
/// </param>
/// <param name="Method">Only requests of this method.</param>
/// <param name="Path">Only requests whose path this regular expression matches.</param>
/// <param name="Status">The status to answer; 503 unless told.</param>
/// <param name="Body">The body to answer with it.</param>
/// <param name="Milliseconds">How long.</param>
/// <param name="After">Requests to let pass before.</param>
/// <param name="Times">How often; until disarmed unless told.</param>
/// <param name="Probability">How likely, 0 to 1; always unless told.</param>
/// <param name="Id">A name for it; invented unless told.</param>
public sealed record FakeFault(
    string Kind,
    string? Method = null,
    string? Path = null,
    int? Status = null,
    string? Body = null,
    int? Milliseconds = null,
    int After = 0,
    int? Times = null,
    double? Probability = null,
    string? Id = null);

/// <summary>A fault and what it has done so far.</summary>
/// <param name="Rule">The fault.</param>
/// <param name="Matches">Requests that fitted method and path.</param>
/// <param name="Hits">Requests that got it.</param>
/// <param name="Waiting">Requests it holds now.</param>
public sealed record FakeFaultReport(FakeFault Rule, int Matches, int Hits, int Waiting);
