using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ponte.Chatwoot.Http;

/// <summary>One call before it is sent.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">Relative to the endpoint's root, with the query.</param>
/// <param name="Content">The body; disposed with the request.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, HttpContent? Content = null)
{
    /// <summary>Answers hold people's data: they are not quoted in an error.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Carries files: gets the longer time limit.</summary>
    public bool IsUpload { get; init; }

    /// <summary>How many bytes the files have together; 0 when not known.</summary>
    public long UploadBytes { get; init; }

    /// <summary>A 404 without a body is a miss, not an error.</summary>
    public bool EmptyNotFoundIsNull { get; init; }

    /// <summary>A JSON body, serialised up front so that it goes out with a length and not in chunks.</summary>
    public static ApiRequest Json<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new(method, path, content);
    }
}
