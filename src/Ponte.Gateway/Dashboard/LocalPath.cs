namespace Ponte.Gateway.Dashboard;

/// <summary>Where a form or a link asks to be sent back to: a page of ours, whatever was asked.</summary>
internal static class LocalPath
{
    /// <summary>The path with its query; <c>/</c> for anything that leads elsewhere.</summary>
    public static string Of(string? url) =>
        url is ['/', ..] and not (['/', '/', ..] or ['/', '\\', ..]) && !url.Any(char.IsControl) && Uri.IsWellFormedUriString(url, UriKind.Relative) ? url : "/";
}
