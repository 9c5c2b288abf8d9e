using System.Text.Json.Serialization;

namespace Ponte.Chatwoot.Contacts;

/// <summary>A contact to create together with its address in one inbox (Chatwoot contract 4.2).</summary>
/// <param name="InboxId">The inbox; unknown: <see cref="ChatwootErrorKind.NotFound"/>.</param>
/// <param name="SourceId">
/// The address there. Taken by another contact: <see cref="ChatwootErrorKind.ServerError"/>, and the contact is not created.
/// </param>
public sealed record NewContact(long InboxId, string SourceId)
{
    /// <summary>The name shown to agents.</summary>
    public string? Name { get; init; }

    /// <summary>The caller's own key, unique in the account.</summary>
    public string? Identifier { get; init; }

    /// <summary><c>+</c> and up to 15 digits; validate it first, Chatwoot's own check lets prefixes pass.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The inbox alone: the rest is personal.</summary>
    public override string ToString() => $"new contact in inbox {InboxId}";
}

/// <summary>
/// Changes to a contact; what is null stays as it is. If the stored number exists twice, every change is refused as
/// <see cref="ChatwootErrorKind.Invalid"/>, whatever it changes (Chatwoot contract 4.3).
/// </summary>
public sealed record ContactChanges
{
    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>A new key.</summary>
    public string? Identifier { get; init; }

    /// <summary>A new number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Nothing: the fields are personal.</summary>
    public override string ToString() => "contact changes";
}

internal sealed record ContactInboxBody(long InboxId, string SourceId);

internal sealed record ContactMergeBody(long BaseContactId, long MergeeContactId);

internal sealed record ContactFilterBody(IReadOnlyList<ContactFilterClause> Payload);

internal sealed record ContactFilterClause(string AttributeKey, IReadOnlyList<string> Values)
{
    public string FilterOperator { get; init; } = "equal_to";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? QueryOperator { get; init; }
}
