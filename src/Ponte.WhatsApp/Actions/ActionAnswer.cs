namespace Ponte.WhatsApp.Actions;

/// <summary>What became of an action.</summary>
public abstract record ActionAnswer<T>
    where T : class
{
    private protected ActionAnswer()
    {
    }

    /// <summary>The kind only: it may hold people and their words.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It was done, or told.</summary>
/// <param name="Value">What WhatsApp told.</param>
public sealed record ActionDone<T>(T Value) : ActionAnswer<T>
    where T : class;

/// <summary>WhatsApp refused it.</summary>
/// <param name="Code">Its error code: 401 and 403 not allowed, 404 not there, 406 not acceptable, 409 there already, 410 gone, 429 too many.</param>
public sealed record ActionRefused<T>(int Code) : ActionAnswer<T>
    where T : class;

/// <summary>The number is not connected: nothing was done.</summary>
public sealed record ActionNotConnected<T> : ActionAnswer<T>
    where T : class;

/// <summary>WhatsApp gave no answer; it may have been done.</summary>
public sealed record ActionUnavailable<T> : ActionAnswer<T>
    where T : class;
