using System.Diagnostics.CodeAnalysis;

namespace Ponte.WhatsApp.Ids;

/// <summary>
/// A WhatsApp message id: 1 to 128 printable ASCII characters, chosen by the sender. Unique only within one chat, and only in practice.
/// </summary>
public readonly record struct MessageId
{
    private const int MaxLength = 128;

    private MessageId(string value) => Value = value;

    /// <summary>The id as it is on the wire.</summary>
    public string Value { get; }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">Empty, longer than 128 characters, or not printable ASCII.</exception>
    public static MessageId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a WhatsApp message id.");

    /// <summary>As <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MessageId id)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && text.All(c => c is > ' ' and < '\x7f');
        id = valid ? new MessageId(text!) : default;
        return valid;
    }

    /// <summary>A new id in the form WhatsApp Web clients use: <c>3EB0</c> and 18 random hexadecimal digits, upper case.</summary>
    public static MessageId Create(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[9];
        random.NextBytes(bytes);
        return new MessageId("3EB0" + Convert.ToHexString(bytes));
    }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
