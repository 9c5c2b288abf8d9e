using System.Net.Http.Headers;
using System.Text;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Contract;

/// <summary>
/// Calls the rows of one story. <c>:instance</c> stands for its instance, <c>:chatwoot</c> for the address of the Chatwoot double, <c>:nobody</c> for an address where
/// nobody listens, <c>:foreign</c> for another instance of the account, and what a body's pattern named for that. Who calls, in brackets: <c>no token</c>, <c>unknown token</c>, <c>instance token</c>, the
/// <c>foreign token</c> of another instance of the account, and <c>another account</c>. The body <see cref="Huge"/> is one of more than 1 MiB.
/// </summary>
/// <param name="client">Has the gateway's address, and no token.</param>
/// <param name="account">The token of the account that has the instance.</param>
/// <param name="otherAccount">The token of another account.</param>
/// <param name="chatwoot">Where the Chatwoot double is.</param>
/// <param name="instance">The instance's name.</param>
internal sealed class ContractStage(HttpClient client, string account, string otherAccount, string chatwoot, string instance)
{
    /// <summary>A body that is larger than any without a file may be.</summary>
    public const string Huge = ":huge";

    private static readonly byte[] MoreThanAMebibyte = new byte[(1024 * 1024) + 1];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> _names = new()
    {
        [":instance"] = instance,
        [":chatwoot"] = chatwoot,
        [":nobody"] = "http://127.0.0.1:9",
        [":foreign"] = ContractWorld.Foreign,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The token that an instance of these tests was created with.</summary>
    public static string TokenOf(string instance) => $"token-of-{instance}-0123456789abcdef";

    /// <summary>Calls the rows, one after the other, and tells of each that does not hold.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync(Story story)
    {
        var wrong = new List<string>();
        foreach (var (call, answer) in story.Rows)
        {
            if (await DifferenceAsync(ContractCall.Parse(Named(call)), ExpectedAnswer.Parse(Named(answer))) is { } difference)
            {
                wrong.Add($"{story}: {Named(call)}{Environment.NewLine}  is not {Named(answer)}{Environment.NewLine}  but {difference}");
            }
        }

        return wrong;
    }

    /// <summary>What is different about the answer to a call; null: nothing.</summary>
    public async Task<string?> DifferenceAsync(ContractCall call, ExpectedAnswer expected)
    {
        var difference = expected.Difference(await AnswerAsync(call), _names);
        if (difference is null || !expected.IsAwaited)
        {
            return difference;
        }

        try
        {
            await Eventually.GetAsync(async () => expected.Difference(await AnswerAsync(call), _names) ?? "", text => text.Length == 0, Patience, text => text);
            return null;
        }
        catch (TimeoutException e)
        {
            return e.Message;
        }
    }

    private async Task<Answer> AnswerAsync(ContractCall call)
    {
        var (name, value) = call.Bracket.Split(": ") is [var first, var second] ? (first, second) : ("", "");
        using var request = new HttpRequestMessage(call.Method, new Uri(client.BaseAddress!, call.Path));
        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body == Huge ? MoreThanAMebibyte : Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(name == "Content-Type" ? value : "application/json");
        }

        if (name is not ("" or "Content-Type"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (TokenOfCaller(name.Length == 0 ? call.Bracket : "") is { Length: > 0 } token)
        {
            request.Headers.Add("token", token);
        }

        using var response = await client.SendAsync(request, Token);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private string TokenOfCaller(string who) => who switch
    {
        "" => account,
        "no token" => "",
        "unknown token" => "not-a-token-of-anybody",
        "instance token" => TokenOf(instance),
        "foreign token" => TokenOf(ContractWorld.Foreign),
        "another account" => otherAccount,
        _ => throw new FormatException($"Nobody is called {who}."),
    };

    // The longer names first: one may begin another.
    private string Named(string text) => _names.OrderByDescending(pair => pair.Key.Length).Aggregate(text, (named, pair) => named.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
}
