using System.Text.RegularExpressions;

namespace Ponte.WhatsApp.Ids;

/// <summary>One country's two ways of writing one mobile number: with and without one extra digit at a fixed place.</summary>
/// <param name="Longer">What a number with the extra digit looks like, as a whole.</param>
/// <param name="Shorter">What a number without it looks like, as a whole.</param>
/// <param name="At">Where the extra digit stands, counted from the beginning of the country code.</param>
/// <param name="Extra">The extra digit.</param>
internal sealed record VariantRule(Regex Longer, Regex Shorter, int At, char Extra)
{
    /// <summary>The other way of writing these digits; null when the rule does not speak of them.</summary>
    public string? Other(string digits)
    {
        if (Longer.IsMatch(digits))
        {
            return digits.Remove(At, 1);
        }

        return Shorter.IsMatch(digits) ? digits.Insert(At, Extra.ToString()) : null;
    }
}
