using System.Diagnostics.CodeAnalysis;

namespace Ponte.Chatwoot;

/// <summary>What a call brought: a value, or the trouble as a value. Expected trouble never throws.</summary>
/// <typeparam name="T">The value's type; nullable where "nothing found" is a success.</typeparam>
public sealed class ChatwootResult<T>
{
    private readonly T _value;

    internal ChatwootResult(T value) => _value = value;

    internal ChatwootResult(ChatwootError error)
    {
        _value = default!;
        Error = error;
    }

    /// <summary>Whether the call succeeded.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The trouble; null on success.</summary>
    public ChatwootError? Error { get; }

    /// <summary>The value. Reading it on a failure is a bug and throws <see cref="InvalidOperationException"/>.</summary>
    public T Value => IsSuccess ? _value : throw new InvalidOperationException($"The call failed: {Error}");

    /// <summary>Converts the value and keeps an error as it is.</summary>
    public ChatwootResult<TOther> Select<TOther>(Func<T, TOther> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        return IsSuccess ? new(convert(_value)) : new(Error);
    }

    /// <summary>The error's text, or the value's own.</summary>
    public override string ToString() => IsSuccess ? $"{_value}" : Error.ToString();
}

/// <summary>Makes results.</summary>
public static class ChatwootResult
{
    /// <summary>A success.</summary>
    public static ChatwootResult<T> Success<T>(T value) => new(value);

    /// <summary>A failure.</summary>
    public static ChatwootResult<T> Failure<T>(ChatwootError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(error);
    }
}

/// <summary>The value of calls that answer nothing worth reading, such as deletions.</summary>
public readonly record struct NoContent;
