using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Reads the body of a request as Rails would; bad JSON gives null (contract 1.2: 400).</summary>
internal static class ParamsReader
{
    public static async Task<Params?> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return await ReadFormAsync(request);
        }

        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding")))
        {
            return Params.None;
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        if (buffer.Length == 0)
        {
            return Params.None;
        }

        try
        {
            var node = JsonNode.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            return node is JsonObject values ? new Params(CheckKeys(values), []) : Params.None;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // A JsonObject is parsed lazily and refuses doubled keys only when it is first read.
    private static JsonObject CheckKeys(JsonObject values)
    {
        _ = values.Count;
        return values;
    }

    private static async Task<Params> ReadFormAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var values = new JsonObject();
        foreach (var (name, texts) in form)
        {
            foreach (var text in texts)
            {
                Put(values, name, text);
            }
        }

        var files = new List<Upload>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files.Add(new Upload(file.Name, file.FileName, string.IsNullOrEmpty(file.ContentType) ? null : file.ContentType, bytes.ToArray()));
        }

        return new Params(values, files);
    }

    private static void Put(JsonObject target, string name, string? text)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || !name.EndsWith(']'))
        {
            target[name] = text;
            return;
        }

        var head = name[..open];
        var close = name.IndexOf(']', open);
        var key = name[(open + 1)..close];
        if (key.Length == 0)
        {
            if (target[head] is not JsonArray list)
            {
                target[head] = list = [];
            }

            list.Add((JsonNode?)text);
            return;
        }

        if (target[head] is not JsonObject nested)
        {
            target[head] = nested = [];
        }

        Put(nested, key + name[(close + 1)..], text);
    }
}
