namespace Ponte.Gateway.Deliveries;

/// <summary>What became of a person's wish for one row.</summary>
internal enum LedgerOutcome
{
    /// <summary>The instance has no such row.</summary>
    NotFound,

    /// <summary>It is so now.</summary>
    Done,

    /// <summary>The row's state does not allow it.</summary>
    WrongState,

    /// <summary>The agent has sent the part again since: a newer row stands for it.</summary>
    Superseded,

    /// <summary>What the row carried is not kept any more.</summary>
    NothingLeft,

    /// <summary>It is for Chatwoot, and the instance has none any more.</summary>
    NoChatwoot,
}
