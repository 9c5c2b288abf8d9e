using System.Globalization;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>One Chatwoot user of one account on one server: what a cable connection belongs to, however many instances share it.</summary>
internal sealed record AccountKey(string BaseUrl, long AccountId, long UserId)
{
    /// <summary>Reads <see cref="Integration.AccountKey"/>. The address comes first and may hold anything; the numbers are the last two parts.</summary>
    public static AccountKey Parse(string key)
    {
        var user = key.LastIndexOf('|');
        var account = key.LastIndexOf('|', user - 1);
        return new AccountKey(
            key[..account],
            long.Parse(key.AsSpan(account + 1, user - account - 1), CultureInfo.InvariantCulture),
            long.Parse(key.AsSpan(user + 1), CultureInfo.InvariantCulture));
    }
}
