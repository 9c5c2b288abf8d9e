using System.Text.RegularExpressions;

namespace Ponte.Gateway.Tests;

/// <summary>
/// Calls and their answers to the letter, one after the other, on an instance with a simulated phone. A row is the call (<c>POST /api/group/create {"name":"x"}</c>,
/// without the instance) and the status with the whole body; an error is its status and message alone. Times are written <c>TIME</c>.
/// </summary>
internal sealed partial class ContractTable(SharedGateway gateway, string instance)
{
    /// <summary>A table on a fresh instance.</summary>
    public static async Task<ContractTable> StartAsync(SharedGateway gateway)
    {
        var name = gateway.NewName();
        await gateway.Http.CreateSandboxAsync(name, TestContext.Current.CancellationToken);
        return new ContractTable(gateway, name);
    }

    /// <summary>Makes the calls and compares.</summary>
    public async Task CheckAsync(params (string Call, string Answer)[] rows)
    {
        foreach (var (call, expected) in rows)
        {
            var parts = call.Split(' ', 3);
            var path = parts[1].Split('?', 2);
            var answer = await Answer.SendAsync(
                gateway.Http, new HttpMethod(parts[0]), $"{path[0]}/{instance}{(path.Length == 2 ? "?" + path[1] : "")}", parts.ElementAtOrDefault(2));
            if (answer.Status >= 400)
            {
                answer.IsError(int.Parse(expected[..3], System.Globalization.CultureInfo.InvariantCulture), expected[4..]);
            }
            else
            {
                Assert.Equal($"{call} => {expected}", $"{call} => {answer.Status} {Time().Replace(answer.Text, "\"TIME\"")}");
            }
        }
    }

    /// <summary>Calls a route of the simulated phone.</summary>
    public Task SandboxAsync(string what, object body) => gateway.Http.SetPeopleAsync(instance, what, body, TestContext.Current.CancellationToken);

    /// <summary>These numbers are not on WhatsApp.</summary>
    public Task MissingAsync(params string[] numbers) => SandboxAsync("missing", new { numbers });

    /// <summary>These people ask to be let into a group.</summary>
    public Task RequestsAsync(string chat, params string[] users) => SandboxAsync("requests", new { chat, users });

    [GeneratedRegex("\"20[0-9]{2}-[0-9T:.-]+Z\"")]
    private static partial Regex Time();
}
