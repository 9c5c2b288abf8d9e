namespace Ponte.Gateway.Hosting;

/// <summary>The address to listen on: ASP.NET's own setting <c>Urls</c>.</summary>
internal static class ListenAddress
{
    /// <summary>What is wrong with it, if anything.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static url => !IsAddress(url))
            .Select(static url => $"Urls must be addresses such as http://127.0.0.1:8080, separated by semicolons, not '{url}'");

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
