using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ponte.SystemTests.Events;

namespace Ponte.SystemTests.Contract;

/// <summary>Every row of the contract's table, and that the table is whole.</summary>
[Collection(typeof(EventServers))]
public sealed partial class ContractTests(ContractWorld world) : IClassFixture<ContractWorld>
{
    private const int AtOnce = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_OfTheTable_Hold()
    {
        var wrong = new ConcurrentBag<string>();
        Story[] stories = [EveryRoute.Callers(world.Document), EveryRoute.Bodies(world.Document), EveryRoute.Disconnected(world.Document), .. ContractTable.Stories];

        await Parallel.ForEachAsync(stories, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (story, _) =>
        {
            foreach (var row in await (await world.StageAsync()).WrongAsync(story))
            {
                wrong.Add(row);
            }
        });

        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Rows_OfABareServer_Hold()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Ponte:Chatwoot:Enabled"] = "false", ["Ponte:RateLimit:PerMinute"] = $"{ContractTable.FewRequests}" };
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.File("data"), Settings = settings }, Token);
        using var client = new HttpClient { BaseAddress = gateway.BaseUrl };

        Assert.Empty(await new ContractStage(client, GatewayStart.AccountToken, "", "", "none").WrongAsync(ContractTable.OnABareServer));
    }

    [Fact]
    public void Table_OfEveryRoute_HasASuccessAndEachDocumentedError()
    {
        var rows = Rows().Select(row => (Call: ContractCall.Parse(row.Call), Answer: ExpectedAnswer.Parse(row.Answer))).ToList();
        var missing = new List<string>();
        foreach (var (name, operation) in EveryRoute.Operations(world.Document))
        {
            var own = rows.Where(row => row.Call.Calls(name)).Select(row => row.Answer).ToList();
            if (!own.Any(answer => answer.Status is < 400 or 501) && !UnreachableErrors.Successes.ContainsKey(name))
            {
                missing.Add($"{name}: no success");
            }

            missing.AddRange(EveryRoute.Errors(operation)
                .Where(error => !UnreachableErrors.IsListed(error.Status, error.Message) && !own.Any(answer => answer.Status == error.Status && IsSame(answer.Text, error.Message)))
                .Select(error => $"{name}: {error.Status} {error.Message}"));
        }

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void Table_OfEveryDocumentedText_HasARow()
    {
        var answers = Rows().Select(row => ExpectedAnswer.Parse(row.Answer)).ToList();
        var missing = DocumentedErrors.All.Where(error => !answers.Any(answer => answer.Status == error.Status && answer.Says(error.Message)) && !UnreachableErrors.IsListed(error.Status, error.Message));

        Assert.Empty(missing.Select(error => $"§{error.Section}: {error.Status} {error.Message}"));
    }

    private IEnumerable<(string Call, string Answer)> Rows() =>
        new[] { EveryRoute.Callers(world.Document), EveryRoute.Bodies(world.Document), EveryRoute.Disconnected(world.Document), ContractTable.OnABareServer }
            .Concat(ContractTable.Stories).SelectMany(story => story.Rows);

    // An example has a number, a name and details of its own.
    private static bool IsSame(string row, string message) =>
        Shape(row.TrimEnd('…')) == Shape(message) || (row.EndsWith('…') && message.StartsWith(row.TrimEnd('…'), StringComparison.Ordinal));

    private static string Shape(string message) => Details().Replace(message, "").Split(": ")[0];

    [GeneratedRegex(@"https?://[^\s)]+|:nobody|:chatwoot|:instance|suporte|\d+")]
    private static partial Regex Details();
}
