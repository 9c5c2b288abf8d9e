using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Ends a call with one of the error answers of contract 1.2.</summary>
internal sealed class ApiError(Answer answer) : Exception($"Answer {answer.Status}")
{
    public Answer Answer { get; } = answer;

    public static ApiError NotFound() => Error(404, "Resource could not be found");

    public static ApiError NotAllowed() => Error(401, "You are not authorized to do this action");

    public static ApiError Error(int status, string text) => new(Answer.Of(new JsonObject { ["error"] = text }, status));

    /// <summary>A model validation failed: texts joined, attributes in the same order.</summary>
    public static ApiError Invalid(params (string Attribute, string Text)[] failures) => new(Answer.Of(
        new JsonObject
        {
            ["message"] = string.Join(", ", failures.Select(failure => failure.Text)),
            ["attributes"] = new JsonArray([.. failures.Select(failure => (JsonNode)failure.Attribute)]),
        },
        422));

    public static ApiError Crash() => new(Answer.ServerError());

    public static ApiError SignIn() =>
        new(Answer.Of(new JsonObject { ["errors"] = new JsonArray("You need to sign in or sign up before continuing.") }, 401));
}
