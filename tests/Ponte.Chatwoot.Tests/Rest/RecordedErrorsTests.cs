using Microsoft.Extensions.Time.Testing;
using Ponte.Chatwoot.Http;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class RecordedErrorsTests
{
    private static readonly AnswerClassifier Classifier = new("TOKEN_ADMIN", new FakeTimeProvider());

    [Fact]
    public void Classify_EveryRecordedError_HasTheExpectedKind()
    {
        var steps = Recording.Steps().Where(step => step.Status is < 200 or > 299).ToList();

        var wrong = steps.Where(step => Classify(step).Kind != Expected(step)).Select(step => $"{step}: {Classify(step)}");

        Assert.True(steps.Count > 200);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Classify_EveryRecordedError_KnowsWhetherItWasExecuted()
    {
        var errors = Recording.Steps().Where(step => step.Status is < 200 or > 299).Select(Classify).ToList();

        Assert.All(errors, error => Assert.Equal(error.HttpStatus == 500 ? RequestFate.Unknown : RequestFate.NotExecuted, error.Fate));
    }

    [Fact]
    public void Classify_EveryRecordedError_SaysStatusAndChatwootsWordsOnOneLine()
    {
        foreach (var step in Recording.Steps().Where(step => step.Status is >= 400))
        {
            var detail = Classify(step).Detail;

            Assert.StartsWith($"HTTP {step.Status}: ", detail, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', detail);
            Assert.InRange(detail.Length, $"HTTP {step.Status}: x".Length, 510);
            if (step.Body.ValueKind == System.Text.Json.JsonValueKind.Object)
            {
                Assert.Equal($"HTTP {step.Status}: {Words(step.Body)}", detail);
            }
        }
    }

    private static string Words(System.Text.Json.JsonElement body) =>
        body.TryGetProperty("error", out var error) ? error.GetString()!
        : body.TryGetProperty("errors", out var errors) ? errors[0].GetString()!
        : body.GetProperty("message").GetString()!;

    // Chatwoot contract 1.2, row by row, independent of the classifier's own order.
    private static ChatwootErrorKind Expected(RecordedStep step)
    {
        var text = System.Text.Encoding.UTF8.GetString(step.Bytes);
        return (step.Status, text) switch
        {
            (302, _) => ChatwootErrorKind.Redirected,
            (400, _) => ChatwootErrorKind.BadRequest,
            (401, var body) when body.Contains("Invalid Access Token") || body.Contains("You need to sign in or sign up") => ChatwootErrorKind.InvalidToken,
            (401 or 403, _) => ChatwootErrorKind.Forbidden,
            (404, "") => ChatwootErrorKind.NotFound,
            (404, var body) when body.Contains("Resource could not be found") || body.Contains("\"Not Found\"") => ChatwootErrorKind.NotFound,
            (404, var body) when body.StartsWith("<!DOCTYPE", StringComparison.Ordinal) || body == "Page not found" => ChatwootErrorKind.NotChatwoot,
            (422, var body) when body.Contains("Too many messages") => ChatwootErrorKind.TooManyMessages,
            (422, _) => ChatwootErrorKind.Invalid,
            (429, "Retry later\n") => ChatwootErrorKind.RateLimited,
            (500, _) => ChatwootErrorKind.ServerError,
            _ => throw new InvalidOperationException($"Not in the table: {step}"),
        };
    }

    private static ChatwootError Classify(RecordedStep step)
    {
        using var response = new HttpResponseMessage();
        return Classifier.Classify(
            new ApiAnswer(step.Status, response.Headers, step.Bytes, IsComplete: true), new Uri("https://chatwoot.example.com" + step.Path), step.Path.TrimStart('/'));
    }
}
