namespace Ponte.WhatsApp.Events;

/// <summary>What changed about a group.</summary>
public enum GroupChange
{
    /// <summary>Something this list does not name.</summary>
    Other,

    /// <summary>It was created with this number in it.</summary>
    Created,

    /// <summary>Participants came by a link or an invitation.</summary>
    Joined,

    /// <summary>Participants were added by somebody.</summary>
    Added,

    /// <summary>Participants went.</summary>
    Left,

    /// <summary>Participants were removed by somebody.</summary>
    Removed,

    /// <summary>Participants became administrators.</summary>
    Promoted,

    /// <summary>Participants are administrators no more.</summary>
    Demoted,

    /// <summary>It has a new name.</summary>
    Renamed,

    /// <summary>It has a new description.</summary>
    Described,

    /// <summary>It has a new picture, or none any more.</summary>
    Pictured,
}
