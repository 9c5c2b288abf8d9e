using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Api;

/// <summary>What the contract documents and Ponte does not do: 501 with one sentence, so that a client sees what it is, not a missing path.</summary>
internal static class UnsupportedEndpoints
{
    private const string Communities = "Communities are not supported";
    private const string Newsletters = "Newsletters are not supported";
    private const string Calls = "Placing calls is not supported";
    private const string Interactive = "Messages of this type are not supported";

    private static readonly (string Method, string Path, string Sentence)[] Routes =
    [
        ("POST", "/api/community/create", Communities),
        ("POST", "/api/community/link", Communities),
        ("GET", "/api/community/listSubGroups", Communities),
        ("POST", "/api/newsletter/create", Newsletters),
        ("GET", "/api/newsletter/list", Newsletters),
        ("GET", "/api/newsletter/info", Newsletters),
        ("POST", "/api/newsletter/join", Newsletters),
        ("DELETE", "/api/newsletter/leave", Newsletters),
        ("POST", "/api/call/fake", Calls),
        ("POST", "/api/call/audio", Calls),
        ("POST", "/api/message/button", Interactive),
        ("POST", "/api/message/list", Interactive),
        ("POST", "/api/message/carousel", Interactive),
        ("POST", "/api/message/pix", Interactive),
        ("POST", "/api/message/form", Interactive),
        ("POST", "/api/message/event", Interactive),
    ];

    public static void MapUnsupported(this IEndpointRouteBuilder endpoints)
    {
        foreach (var (method, path, sentence) in Routes)
        {
            var error = new ApiError(StatusCodes.Status501NotImplemented, sentence);
            endpoints.MapMethods(path + "/{instance}", [method], (HttpContext _) => error)
                .RequireToken().RequireInstance("Instance not found").WithTags("Not supported")
                .WithSummary("Not supported").WithDescription(sentence + ": the answer is 501.").Refuses(StatusCodes.Status501NotImplemented, sentence);
        }
    }
}
