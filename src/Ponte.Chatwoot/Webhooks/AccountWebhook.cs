namespace Ponte.Chatwoot.Webhooks;

/// <summary>A webhook of a whole account (Chatwoot contract 3.3).</summary>
public sealed record AccountWebhook
{
    /// <summary>The webhook's id.</summary>
    public required long Id { get; init; }

    /// <summary>Where Chatwoot posts.</summary>
    public string? Url { get; init; }

    /// <summary>What it signs with (contract 8.5); null before 4.11.2.</summary>
    public string? Secret { get; init; }

    /// <summary>The id alone: the address may hold a secret.</summary>
    public override string ToString() => $"webhook {Id}";
}
