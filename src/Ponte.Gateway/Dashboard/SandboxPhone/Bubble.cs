namespace Ponte.Gateway.Dashboard.SandboxPhone;

/// <summary>One message on the simulated customer's screen.</summary>
/// <param name="Id">Its WhatsApp id.</param>
/// <param name="IsOwn">Written by the customer; else by the shop.</param>
/// <param name="At">When.</param>
/// <param name="Text">Its words; null for a file without any.</param>
internal sealed record Bubble(string Id, bool IsOwn, DateTimeOffset At, string? Text)
{
    /// <summary>The name of the file it carries; null for none.</summary>
    public string? File { get; init; }

    /// <summary>Whether that file is a picture that can be shown.</summary>
    public bool IsPicture { get; init; }

    /// <summary>How far one of the customer's got.</summary>
    public Tick Tick { get; init; }

    /// <summary>Changed since it was written.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Deleted for everyone.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The shop's reaction to it; empty for none.</summary>
    public string Reaction { get; init; } = "";

    /// <summary>The id only: the words are somebody's.</summary>
    public override string ToString() => $"bubble {Id}";
}
