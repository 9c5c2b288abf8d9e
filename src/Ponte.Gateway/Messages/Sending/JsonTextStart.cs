using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Looks at texts that may be tens of megabytes long.</summary>
internal static class JsonTextStart
{
    /// <summary>The first characters of a JSON string as they stand in the body, without escapes but <c>\/</c>.</summary>
    public static string GetRawTextStart(this JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        return Encoding.UTF8.GetString(raw[1..Math.Min(raw.Length - 1, 17)]).Replace("\\/", "/", StringComparison.Ordinal);
    }
}
