using System.Diagnostics.CodeAnalysis;

namespace Ponte.WhatsApp.Messages;

/// <summary>A contact somebody passed on.</summary>
/// <param name="Name">The name on the card.</param>
/// <param name="Numbers">The numbers as they are written on it.</param>
public sealed record ContactCard(string Name, IReadOnlyList<string> Numbers)
{
    /// <summary>The organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>E-mail addresses.</summary>
    [AllowNull]
    public IReadOnlyList<string> Emails { get; init => field = value ?? []; } = [];

    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(ContactCard);
}
