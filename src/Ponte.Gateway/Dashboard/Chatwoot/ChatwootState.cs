namespace Ponte.Gateway.Dashboard.Chatwoot;

/// <summary>How an integration stands, as the dashboard tells it.</summary>
internal static class ChatwootState
{
    /// <summary>The key of its text: the API's <c>status</c>, but what is <c>active</c> with a <c>last_error</c> is not called working.</summary>
    /// <param name="status">The <c>status</c> (http-contract §9).</param>
    /// <param name="errorCode">An <see cref="Bridge.IntegrationError"/>; empty when healthy.</param>
    public static string KeyOf(string status, string errorCode) => "Chatwoot.Status." + (status == "active" && errorCode.Length > 0 ? "troubled" : status);
}
