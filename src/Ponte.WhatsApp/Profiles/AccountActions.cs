using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Profiles;

/// <summary>Changes what WhatsApp shows of this number; what is null stays. Picture, name and status in this order, up to the first that fails.</summary>
public sealed record ChangeAccount : SessionAction<NoValue>
{
    /// <summary>The name that people without it in their address book see.</summary>
    public string? Name { get; init; }

    /// <summary>The words about oneself; empty: none.</summary>
    public string? Status { get; init; }

    /// <summary>A square JPEG on this machine.</summary>
    public string? PicturePath { get; init; }

    /// <summary>Takes the picture away, whatever <see cref="PicturePath"/> says.</summary>
    public bool RemovePicture { get; init; }
}

/// <summary>Asks what WhatsApp shows of somebody.</summary>
/// <param name="User">Whom; null: this number itself.</param>
public sealed record ReadAccount(UserId? User = null) : SessionAction<AccountDetails>;

/// <summary>What WhatsApp shows of somebody.</summary>
/// <param name="User">Their address.</param>
public sealed record AccountDetails(UserId User)
{
    /// <summary>Their number, when known.</summary>
    public UserId? Phone { get; init; }

    /// <summary>Their LID, when known.</summary>
    public UserId? Lid { get; init; }

    /// <summary>Their own name for this number itself, the verified one for a business; null for others.</summary>
    public string? Name { get; init; }

    /// <summary>The words about themselves, if shown.</summary>
    public string? Status { get; init; }

    /// <summary>Where the picture is, for a while; null: none, or none that is shown.</summary>
    public string? PictureUrl { get; init; }

    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(AccountDetails);
}

/// <summary>Asks who may see and do what.</summary>
public sealed record ReadPrivacy : SessionAction<PrivacySettings>;

/// <summary>Changes who may see and do what; one after the other, up to the first that fails.</summary>
/// <param name="Settings">What is null stays.</param>
public sealed record ChangePrivacy(PrivacySettings Settings) : SessionAction<PrivacySettings>;

/// <summary>Who may see and do what: <c>all</c>, <c>contacts</c>, <c>contact_blacklist</c>, <c>none</c>, <c>known</c> or <c>match_last_seen</c>, as each allows.</summary>
public sealed record PrivacySettings
{
    /// <summary>When this number was last online.</summary>
    public string? LastSeen { get; init; }

    /// <summary>The words about oneself.</summary>
    public string? Status { get; init; }

    /// <summary>The picture.</summary>
    public string? Profile { get; init; }

    /// <summary>That this number is online.</summary>
    public string? Online { get; init; }

    /// <summary>That messages were read.</summary>
    public string? ReadReceipts { get; init; }

    /// <summary>Calling.</summary>
    public string? CallAdd { get; init; }

    /// <summary>Adding this number to groups.</summary>
    public string? GroupAdd { get; init; }
}

/// <summary>Blocks somebody, or no longer.</summary>
public sealed record BlockUser(UserId User, bool Block) : SessionAction<BlockedCount>;

/// <summary>How many are blocked now.</summary>
public sealed record BlockedCount(int Count);
