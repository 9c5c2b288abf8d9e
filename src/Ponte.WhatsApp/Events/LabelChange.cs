namespace Ponte.WhatsApp.Events;

/// <summary>What happened to a label.</summary>
public enum LabelChange
{
    /// <summary>It was made, or is heard of for the first time.</summary>
    Created,

    /// <summary>It has another name or color.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>It was put on a chat.</summary>
    Assigned,

    /// <summary>It was taken off a chat.</summary>
    Removed,
}
