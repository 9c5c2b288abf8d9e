namespace Ponte.Gateway.Hosting;

/// <summary><c>health</c>: asks the server with these settings on this machine whether it is alive; for containers, whose images have no program that could.</summary>
internal static class HealthCommand
{
    private const string DefaultAddress = "http://127.0.0.1:8080";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">The settings name no address; it does not answer, or not that it is well.</exception>
    public static async Task<int> RunAsync(string[] settings, TextWriter output)
    {
        var configuration = PonteHost.CreateBuilder(settings).Configuration;
        if (ListenAddress.Problems(configuration).FirstOrDefault() is { } problem)
        {
            throw new StartException(problem);
        }

        var address = AddressOf(configuration["urls"] ?? "");
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health/live"));
            if (!answer.IsSuccessStatusCode)
            {
                throw new StartException($"The server at {address} answers {(int)answer.StatusCode}.");
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            throw new StartException($"The server at {address} does not answer.", e);
        }

        await output.WriteLineAsync("ok");
        return 0;
    }

    // One without TLS, whose certificate would be for another name; a server that listens on all of this machine's addresses is asked on its own.
    internal static Uri AddressOf(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = all.OrderByDescending(static url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)).FirstOrDefault() ?? DefaultAddress;
        var binding = BindingAddress.Parse(first);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
    }
}
