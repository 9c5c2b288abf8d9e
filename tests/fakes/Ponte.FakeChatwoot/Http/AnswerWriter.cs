using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponte.FakeChatwoot.Http;

internal static class AnswerWriter
{
    /// <summary>JSON as Rails writes it: other Unicode stays raw.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = answer.Status == 200 && answer.IsJson ? "max-age=0, private, must-revalidate" : "no-cache";
        response.ContentType = answer.ContentType ?? "application/json; charset=utf-8";
        byte[] bytes = answer.IsJson
            ? answer.Json is null ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json)
            : Encoding.UTF8.GetBytes(answer.Text ?? "");
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }
}
