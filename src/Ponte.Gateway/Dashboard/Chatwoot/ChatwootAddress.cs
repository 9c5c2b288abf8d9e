namespace Ponte.Gateway.Dashboard.Chatwoot;

/// <summary>Chatwoot's address as people have it: what the browser shows while they work in it.</summary>
internal static class ChatwootAddress
{
    /// <summary>Base URL and account of an address such as <c>https://chat.example.com/app/accounts/5/dashboard</c>; the account is null where it does not say.</summary>
    public static (string BaseUrl, long? Account) Read(string text)
    {
        text = text.Trim();
        var app = text.IndexOf("/app/", StringComparison.OrdinalIgnoreCase);
        if (app < 0)
        {
            return (text.TrimEnd('/'), null);
        }

        var rest = text[(app + "/app/".Length)..].Split('/', '?', '#');
        return (text[..app], rest is ["accounts", var id, ..] && long.TryParse(id, out var account) && account > 0 ? account : null);
    }
}
