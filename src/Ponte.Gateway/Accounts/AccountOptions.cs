using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Accounts;

/// <summary>How the first account comes into being.</summary>
internal sealed class AccountOptions : IValidatableObject
{
    /// <summary>The first account's TokenAccount, 16 to 128 printable characters, read at the first start only. Without it one is generated and printed once.</summary>
    [ConfigurationKeyName("PONTE_ACCOUNT_TOKEN")]
    public string Token { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Token.Length > 0 && (Token.Length < 16 || !Accounts.Token.IsAcceptable(Token)))
        {
            yield return new ValidationResult("PONTE_ACCOUNT_TOKEN must have 16 to 128 printable ASCII characters and no space");
        }
    }
}
