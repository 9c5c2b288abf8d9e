using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ponte.Gateway.Events;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Under which key the file of a message is put. Pure, and made of characters only that need no escaping in an address.</summary>
internal static class ObjectKey
{
    private const int LongestExtension = 8;

    /// <summary><c>&lt;prefix&gt;/&lt;instance&gt;/&lt;yyyy&gt;/&lt;MM&gt;/&lt;dd&gt;/&lt;chat&gt;-&lt;message id&gt;&lt;extension&gt;</c>.</summary>
    /// <param name="prefix">The bucket's path prefix.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="happening">Whose event is <paramref name="message"/>. Ids of messages are chosen by their writers: only with their chat they are one message's.</param>
    /// <param name="message">The message.</param>
    /// <param name="media">What it carries.</param>
    public static string Of(string prefix, string instance, Happening happening, MessageReceived message, IncomingMedia media) => Join(prefix, string.Create(
        CultureInfo.InvariantCulture,
        $"{instance}/{message.SentAt.UtcDateTime:yyyy'/'MM'/'dd}/{happening.ChatId}-{Plain(message.Id.Value)}{ExtensionOf(media.File)}"));

    /// <summary>A key below a prefix, which may be empty.</summary>
    public static string Join(string prefix, string key) => prefix.Length == 0 ? key : $"{prefix}/{key}";

    // Real ids are hexadecimal; any other is told apart all the same.
    private static string Plain(string id) => id.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        ? id
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];

    private static string ExtensionOf(MediaReference file)
    {
        var own = Path.GetExtension(file.FileName ?? "");
        return own.Length is > 1 and <= LongestExtension + 1 && own.Skip(1).All(char.IsAsciiLetterOrDigit)
            ? own.ToLowerInvariant()
            : FileExtension.Of(DeclaredType.Plain(file.MimeType), "");
    }
}
