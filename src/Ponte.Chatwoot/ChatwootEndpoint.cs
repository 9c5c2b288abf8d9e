namespace Ponte.Chatwoot;

/// <summary>Where one Chatwoot account is and which user speaks to it.</summary>
/// <param name="BaseUrl">
/// Absolute http or https address of the installation. A path prefix is kept: <c>https://host/chat</c> reaches
/// <c>https://host/chat/api/v1/...</c>. No query, fragment or user info.
/// </param>
/// <param name="AccountId">Numeric account id, greater than zero.</param>
/// <param name="AccessToken">The user's <c>access_token</c>: a credential, never shown by <see cref="ToString"/>.</param>
public sealed record ChatwootEndpoint(Uri BaseUrl, long AccountId, string AccessToken)
{
    /// <summary>The base address with exactly one trailing slash, ready to resolve relative paths against.</summary>
    internal Uri Root { get; } = WithTrailingSlash(BaseUrl);

    /// <summary>Address and account, without the token.</summary>
    public override string ToString() => $"{Root} account {AccountId}";

    /// <summary>The path of a call inside this account, relative to <see cref="Root"/>.</summary>
    internal string AccountPath(string rest) => $"api/v1/accounts/{AccountId}/{rest}";

    internal static Uri WithTrailingSlash(Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        if (!baseUrl.IsAbsoluteUri || (baseUrl.Scheme != Uri.UriSchemeHttp && baseUrl.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("The base URL must be an absolute http or https URL.", nameof(baseUrl));
        }

        return new UriBuilder(baseUrl) { Path = baseUrl.AbsolutePath.TrimEnd('/') + "/", Query = "", Fragment = "", UserName = "", Password = "" }.Uri;
    }
}
