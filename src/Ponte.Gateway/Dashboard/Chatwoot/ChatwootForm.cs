using System.Globalization;
using System.Text.Json;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Dashboard.Chatwoot;

/// <summary>What is typed to connect Chatwoot.</summary>
internal sealed class ChatwootForm
{
    public string Url { get; set; } = "";

    public string Account { get; set; } = "";

    public string Token { get; set; } = "";

    public string InboxName { get; set; } = "";

    public bool SignMessages { get; set; }

    public bool IgnoreGroups { get; set; }

    public bool StartAsPending { get; set; }

    public bool ReopenResolved { get; set; }

    /// <summary>Takes the account out of an address that was copied from the browser.</summary>
    public void Tidy()
    {
        var (baseUrl, account) = ChatwootAddress.Read(Url);
        Url = baseUrl;
        if (account is { } id && Account.Length == 0)
        {
            Account = id.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>As the body of <c>POST /api/chatwoot/set</c> (http-contract 4.1).</summary>
    /// <param name="storedToken">Stands in for a token that was not typed; it is not shown.</param>
    public JsonFields ToFields(string? storedToken) => new(JsonSerializer.SerializeToElement(new
    {
        chatwootBaseUrl = Url,
        chatwootAccountId = long.TryParse(Account, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null,
        chatwootApiToken = Token.Length > 0 ? Token : storedToken,
        inboxName = InboxName,
        signMessages = SignMessages,
        ignoreGroups = IgnoreGroups,
        startAsPending = StartAsPending,
        reopenResolved = ReopenResolved,
    }));

    public override string ToString() => Url;
}
