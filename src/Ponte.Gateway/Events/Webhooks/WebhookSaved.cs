namespace Ponte.Gateway.Events.Webhooks;

/// <summary>What became of storing a webhook.</summary>
internal enum WebhookSaved
{
    /// <summary>It is stored.</summary>
    Done,

    /// <summary>The instance is gone.</summary>
    NoInstance,

    /// <summary>The instance has as many enabled ones as it may.</summary>
    TooManyEnabled,

    /// <summary>The instance has as many as are kept, disabled ones included.</summary>
    TooMany,
}
