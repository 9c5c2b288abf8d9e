namespace Ponte.Gateway.Bridge;

/// <summary>Why an integration's <c>status</c> is <c>error</c>, or what its <c>last_error</c> tells; stored in <c>error_code</c>.</summary>
internal static class IntegrationError
{
    /// <summary>Chatwoot refuses the token: only a new <c>set</c> helps.</summary>
    public const string Token = "token";

    /// <summary>The token's user may not do it (role, suspension).</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The inbox was deleted in Chatwoot.</summary>
    public const string InboxGone = "inbox_gone";

    /// <summary>Chatwoot cannot be reached; heals by itself.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The realtime connection is not confirmed; heals by itself.</summary>
    public const string Realtime = "realtime";

    /// <summary>Agents' replies cannot be read although the realtime connection stands; heals by itself.</summary>
    public const string Replies = "replies";

    /// <summary>The token's user is no administrator any more, but still sees the inbox; told by the doctor alone.</summary>
    public const string Role = "role";

    /// <summary>Errors that a person has to mend; the others leave the status <c>active</c>.</summary>
    public static bool NeedsPerson(string code) => code is Token or Forbidden or InboxGone;
}
