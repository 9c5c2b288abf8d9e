using System.Diagnostics.CodeAnalysis;

namespace Ponte.WhatsApp.Ids;

/// <summary>The address of a person (phone number or LID), canonical as <see cref="ChatId"/> defines it.</summary>
public readonly record struct UserId
{
    private UserId(ChatId chat) => Chat = chat;

    /// <summary>The 1:1 chat with this person.</summary>
    public ChatId Chat { get; }

    /// <summary>The whole canonical address.</summary>
    public string Value => Chat.Value;

    /// <summary>The number in E.164 form when known, else null.</summary>
    public string? PhoneNumber => Chat.PhoneNumber;

    /// <summary>Reads the address of a person.</summary>
    /// <exception cref="FormatException">Not an address, or one of a group, channel or list.</exception>
    public static UserId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Not the address of a WhatsApp user.");

    /// <summary>As <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        id = default;
        if (!ChatId.TryParse(text, out var chat) || chat.Kind is not (ChatKind.Phone or ChatKind.Lid))
        {
            return false;
        }

        id = new UserId(chat);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
