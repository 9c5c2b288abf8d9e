using Ponte.Chatwoot;
using Ponte.Chatwoot.Profile;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>The steps that only read, of one preflight: each builds on what the ones before it learned.</summary>
/// <param name="clients">Makes clients that no breaker holds back.</param>
/// <param name="endpoint">Where, which account, and the token.</param>
/// <param name="publicAddress">Where Chatwoot reaches this server; null when it is not told.</param>
/// <param name="isActive">Whether the integration stands already, so that a role that was lost is no reason to stop.</param>
internal sealed class AccessSteps(ChatwootClients clients, ChatwootEndpoint endpoint, string? publicAddress, bool isActive)
{
    private readonly string _baseUrl = endpoint.BaseUrl.AbsoluteUri.TrimEnd('/');
    private readonly string _account = endpoint.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    private ChatwootResult<ServerVersion>? _version;
    private UserProfile? _profile;
    private string? _role;

    /// <summary>The client for what follows.</summary>
    public ChatwootClient Client { get; } = clients.ForPeople(endpoint);

    /// <summary>The token's user, once it is known.</summary>
    public long? UserId => _profile?.Id;

    /// <summary>Asks for the version, without the token: it is nobody's business before it is known who answers.</summary>
    public async Task<PreflightStep> ReachableAsync(CancellationToken cancellationToken)
    {
        _version = await clients.ForPeople(endpoint with { AccessToken = "" }).Profile.GetVersionAsync(cancellationToken);
        return _version.Error is { } error && PreflightErrors.IsSilence(error)
            ? PreflightErrors.Step(PreflightCode.Reachable, _baseUrl, error)
            : PreflightStep.Passed(PreflightCode.Reachable, "reachable", _baseUrl);
    }

    public Task<PreflightStep> ChatwootAsync(CancellationToken cancellationToken) => Task.FromResult(
        _version!.Error is { } error
            ? PreflightErrors.Step(PreflightCode.Chatwoot, _baseUrl, error)
            : VersionNotes.Step(_version.Value, publicAddress));

    public async Task<PreflightStep> TokenAsync(CancellationToken cancellationToken)
    {
        var profile = await Client.Profile.GetAsync(cancellationToken);
        if (!profile.IsSuccess)
        {
            // Only a bot is refused its own profile (Chatwoot contract 1.3).
            return profile.Error.Kind == ChatwootErrorKind.Forbidden
                ? PreflightStep.Failed(PreflightCode.Token, "token_of_bot", profile.Error.Detail) with { Error = profile.Error }
                : PreflightErrors.Step(PreflightCode.Token, _baseUrl, profile.Error);
        }

        _profile = profile.Value;
        return PreflightStep.Passed(PreflightCode.Token, "token", _profile.Name ?? _profile.ToString());
    }

    public async Task<PreflightStep> AccountAsync(CancellationToken cancellationToken)
    {
        if (_profile!.Account(endpoint.AccountId) is not { } account)
        {
            // Chatwoot's own answer tells an unknown account from a foreign one (http-contract §9).
            var listed = await Client.Inboxes.ListAsync(cancellationToken);
            return listed.Error?.Kind switch
            {
                null => PreflightStep.Passed(PreflightCode.Account, "account", _account, ""),
                ChatwootErrorKind.NotFound => Failed("account_unknown", listed.Error),
                ChatwootErrorKind.Forbidden => Failed("account_foreign", listed.Error),
                _ => PreflightErrors.Step(PreflightCode.Account, _baseUrl, listed.Error),
            };
        }

        _role = account.Role;
        return account.IsSuspended
            ? Failed("account_suspended", Denied($"account {_account} is suspended"))
            : PreflightStep.Passed(PreflightCode.Account, "account", _account, account.Name ?? "");
    }

    public Task<PreflightStep> RoleAsync(CancellationToken cancellationToken)
    {
        var role = _role ?? "unknown";

        // Null: an account that the profile does not list and that lets the user in.
        return Task.FromResult(
            _role is null or "administrator" ? PreflightStep.Passed(PreflightCode.Role, "role", _account)
            : isActive ? PreflightStep.Warning(PreflightCode.Role, "role_lost", _account, role)
            : PreflightStep.Failed(PreflightCode.Role, "role_agent", _account, role) with { Error = Denied($"the token's user has the role {role}") });
    }

    private PreflightStep Failed(string finding, ChatwootError error) => PreflightStep.Failed(
        PreflightCode.Account,
        finding,
        _account,
        string.Join(", ", _profile!.Accounts.Select(account => $"{account.Id} ({account.Name})"))) with { Error = error };

    private static ChatwootError Denied(string detail) => new(ChatwootErrorKind.Forbidden, detail, RequestFate.NotExecuted);
}
