using System.Text;

namespace Ponte.Gateway.Chats;

/// <summary>What one person is called; null: not told.</summary>
internal sealed record KnownNames
{
    // Chatwoot refuses names of more than 255 characters.
    private const int MaxLength = 200;

    public static readonly KnownNames None = new();

    /// <summary>The name of a business that WhatsApp has verified.</summary>
    public string? Business { get; init; }

    /// <summary>The name in the phone's address book.</summary>
    public string? Saved { get; init; }

    /// <summary>The name the person gave.</summary>
    public string? Push { get; init; }

    /// <summary>The name to show.</summary>
    public string? Best => Business ?? Saved ?? Push;

    /// <summary>Whether it is one of these.</summary>
    public bool Has(string? name) => name is not null && (name == Business || name == Saved || name == Push);

    /// <summary>These, and of <paramref name="others"/> what is not told here.</summary>
    public KnownNames Over(KnownNames others) => new()
    {
        Business = Business ?? others.Business,
        Saved = Saved ?? others.Saved,
        Push = Push ?? others.Push,
    };

    /// <summary>Each as <see cref="Readable(string?)"/> makes it.</summary>
    public KnownNames Readable() => new() { Business = Readable(Business), Saved = Readable(Saved), Push = Readable(Push) };

    /// <summary>A name that somebody typed, on one line, without what no database and no page takes, at most 200 characters long; null when nothing is left.</summary>
    public static string? Readable(string? typed)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        var readable = text.ToString().Trim();
        return readable.Length == 0 ? null : readable;
    }

    public override string ToString() => nameof(KnownNames);
}
