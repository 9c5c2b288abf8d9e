using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Turns a recorded request into one for the double, byte for byte where it matters.</summary>
public static class StepRequest
{
    private const string Boundary = "----recorderboundary7MA4YWxkTr";

    public static HttpRequestMessage Build(Uri baseUrl, RecordedStep step, Bindings bindings)
    {
        // "%2E" must reach the double as it is (contract 7).
        var target = new Uri(baseUrl.GetLeftPart(UriPartial.Authority) + bindings.Target(step.Path), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(step.Method), target);
        foreach (var (name, value) in step.RequestHeaders.Where(static entry => !entry.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(name, bindings.Text(value!.ToString()));
        }

        request.Content = Content(step, bindings);
        return request;
    }

    private static ByteArrayContent? Content(RecordedStep step, Bindings bindings)
    {
        if (step.Multipart is { } parts)
        {
            var form = new ByteArrayContent(Multipart(parts, bindings));
            form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + Boundary);
            return form;
        }

        var text = step.BodyText ?? (step.Body is { } body ? (Lengthened(body) ?? bindings.Body(body))?.ToJsonString() : null);
        if (text is null)
        {
            return null;
        }

        var json = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return json;
    }

    /// <summary>Long bodies were recorded as their size only; the text is made anew.</summary>
    private static JsonObject? Lengthened(JsonNode body)
    {
        if (body["_shortened"]?.ToString() is not { } text)
        {
            return null;
        }

        var bytes = int.Parse(text.Split(' ')[2], CultureInfo.InvariantCulture);
        var status = body["keys"]!.AsArray().Any(static key => key!.ToString() == "external_error");
        JsonObject frame = status ? new() { ["status"] = "failed", ["external_error"] = "" } : new() { ["content"] = "", ["message_type"] = "incoming" };
        frame[status ? "external_error" : "content"] = new string('x', bytes - frame.ToJsonString().Length);
        return frame;
    }

    private static byte[] Multipart(JsonArray parts, Bindings bindings)
    {
        using var form = new MemoryStream();
        foreach (var part in parts.OfType<JsonObject>())
        {
            var file = part["filename"]?.ToString();
            var name = $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{part["name"]}\"";
            Write(form, file is null ? name : $"{name}; filename=\"{file}\"");
            Write(form, part["content_type"] is { } type ? $"\r\nContent-Type: {type}\r\n\r\n" : "\r\n\r\n");
            form.Write(file is null ? Encoding.UTF8.GetBytes(Value(part, bindings)) : Convert.FromBase64String(part["base64"]?.ToString() ?? ""));
            Write(form, "\r\n");
        }

        Write(form, $"--{Boundary}--\r\n");
        return form.ToArray();
    }

    private static string Value(JsonObject part, Bindings bindings)
    {
        var text = part["value"]?.ToString() ?? "";
        var name = part["name"]!.ToString();
        return name is "inbox_id" or "contact_id" && long.TryParse(text, CultureInfo.InvariantCulture, out var id)
            ? bindings.Id(name[..^3], id).ToString(CultureInfo.InvariantCulture)
            : bindings.Text(text);
    }

    private static void Write(MemoryStream form, string text) => form.Write(Encoding.UTF8.GetBytes(text));
}
