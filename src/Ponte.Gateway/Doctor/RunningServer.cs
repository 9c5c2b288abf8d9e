using System.Text.Json;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Doctor;

/// <summary>Asks the server that runs on the data folder, over its own API and on this machine, how its numbers stand.</summary>
internal sealed class RunningServer(DataFolder folder, InstanceStore instances, IHttpClientFactory http)
{
    /// <summary>The named <see cref="HttpClient"/>.</summary>
    public const string Client = "doctor-server";

    /// <summary>How the number of an instance stands; null when no server runs, or it does not answer here.</summary>
    public async Task<PhoneState?> FindAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (Address() is not { } address || await instances.GetTokenAsync(instance.Id, cancellationToken) is not { } token)
        {
            return null;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "api/instance/list"));
            request.Headers.TryAddWithoutValidation("token", token);
            using var response = await http.CreateClient(Client).SendAsync(request, cancellationToken);
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return response.IsSuccessStatusCode ? Read(body.RootElement.GetProperty("instances")[0].GetProperty("connection")) : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>An address that a server listens on, as it is reached from this machine.</summary>
    internal static Uri? Reachable(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.OrderBy(address => address.StartsWith("https", StringComparison.OrdinalIgnoreCase)))
        {
            var loopback = address.Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://[::1]", StringComparison.Ordinal);
            if (Uri.TryCreate(loopback, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }
        }

        return null;
    }

    // The file stays when a server is killed: what listens there now may be something else, which must not be given a token.
    private Uri? Address()
    {
        try
        {
            return folder.IsServed() && File.Exists(folder.Addresses) ? Reachable(File.ReadAllLines(folder.Addresses)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static PhoneState Read(JsonElement connection) => new(
        connection.GetProperty("state").GetString() ?? "",
        connection.GetProperty("since").GetDateTimeOffset(),
        connection.GetProperty("cause") is { ValueKind: JsonValueKind.Object } cause ? cause.GetProperty("code").GetString() : null);
}
