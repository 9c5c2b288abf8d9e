using System.Text.RegularExpressions;

namespace Ponte.WhatsApp.Ids;

/// <summary>
/// The other ways in which WhatsApp, a phone book or an agent may write one person's number. Only where a country changed its numbering and
/// WhatsApp kept both forms alive; a number without a rule has no variants.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>
/// Brazil, <c>55 DD [9] XXXXXXXX</c>: Anatel put a 9 before every mobile number between 2012 and 2016 (resolution 553/2010); accounts older than
/// that keep eight digits on WhatsApp in most areas. Eight digits beginning with 6 to 9 are the old mobile numbers. Those beginning with 2 to 5
/// are landlines and have no variant, so a newer mobile number that would look like a landline without its 9 has none either.
/// </item>
/// <item>
/// Mexico, <c>52 [1] XXXXXXXXXX</c>: the 1 that marked mobiles in calls from abroad was abolished in August 2019 (IFT's numbering plan); WhatsApp
/// keeps it. The plan does not tell landlines from mobiles any more, so neither does the rule.
/// </item>
/// <item>
/// Argentina, <c>54 [9] XXXXXXXXXX</c>: the 9 marks mobiles in calls from abroad (ENACOM's plan, where it takes the place of the domestic 15);
/// people and WhatsApp leave it out. Area codes begin with 1 to 3, and a subscriber's ten digits are either a mobile or a landline, never both.
/// </item>
/// </list>
/// </remarks>
public static partial class PhoneVariants
{
    private static readonly VariantRule[] Rules =
    [
        new(BrazilWithNine(), BrazilWithoutNine(), At: 4, Extra: '9'),
        new(MexicoWithOne(), MexicoWithoutOne(), At: 2, Extra: '1'),
        new(ArgentinaWithNine(), ArgentinaWithoutNine(), At: 2, Extra: '9'),
    ];

    /// <summary>The same person's number written otherwise, not the given form itself; empty for anything but a number that a rule speaks of.</summary>
    public static IReadOnlyList<ChatId> Of(ChatId address) => address.Kind != ChatKind.Phone || address.User is null
        ? []
        : [.. Rules.Select(rule => rule.Other(address.User)).OfType<string>().Select(ChatId.FromPhoneDigits)];

    [GeneratedRegex("^55[1-9][1-9]9[6-9][0-9]{7}$")]
    private static partial Regex BrazilWithNine();

    [GeneratedRegex("^55[1-9][1-9][6-9][0-9]{7}$")]
    private static partial Regex BrazilWithoutNine();

    [GeneratedRegex("^521[2-9][0-9]{9}$")]
    private static partial Regex MexicoWithOne();

    [GeneratedRegex("^52[2-9][0-9]{9}$")]
    private static partial Regex MexicoWithoutOne();

    [GeneratedRegex("^549[1-3][0-9]{9}$")]
    private static partial Regex ArgentinaWithNine();

    [GeneratedRegex("^54[1-3][0-9]{9}$")]
    private static partial Regex ArgentinaWithoutNine();
}
