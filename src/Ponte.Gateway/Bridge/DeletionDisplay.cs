namespace Ponte.Gateway.Bridge;

/// <summary>What becomes of a message in Chatwoot that was deleted for everyone on WhatsApp.</summary>
internal enum DeletionDisplay
{
    /// <summary>It is deleted there too.</summary>
    Delete,

    /// <summary>It stays, and a private note says that it was deleted.</summary>
    Note,
}
