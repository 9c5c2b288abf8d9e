using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Secrets;

/// <summary>The key that seals secrets at rest.</summary>
internal sealed class EncryptionOptions : IValidatableObject
{
    /// <summary>
    /// The key that seals secrets: the base64 of 32 bytes (<c>openssl rand -base64 32</c>). Without it a key is generated into the data folder at the first
    /// start.
    /// </summary>
    [ConfigurationKeyName("PONTE_ENCRYPTION_KEY")]
    public string Key { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Key.Length > 0 && Read(Key) is null)
        {
            yield return new ValidationResult("PONTE_ENCRYPTION_KEY must be the base64 of 32 bytes, for example the output of: openssl rand -base64 32");
        }
    }

    /// <summary>The key's bytes, or null when the text is not the base64 of 32 bytes.</summary>
    public static byte[]? Read(string text)
    {
        var key = new byte[33];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == 32 ? key[..32] : null;
    }
}
