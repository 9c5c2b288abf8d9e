using System.Globalization;
using System.Text;

namespace Ponte.SystemTests.Telemetry;

/// <summary>One span of an <c>ExportTraceServiceRequest</c> (opentelemetry/proto/trace/v1).</summary>
/// <param name="TraceId">Hexadecimal.</param>
/// <param name="SpanId">Hexadecimal.</param>
/// <param name="ParentId">Hexadecimal, empty for a root.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its attributes, numbers in digits.</param>
internal sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags)
{
    public static IEnumerable<ReceivedSpan> ReadAll(byte[] request) =>
        from resource in ProtobufReader.Messages(request, 1)
        from scope in ProtobufReader.Messages(resource, 2)
        from span in ProtobufReader.Messages(scope, 2)
        select Read(span);

    /// <summary>An attribute, or null.</summary>
    public string? this[string tag] => Tags.GetValueOrDefault(tag);

    private static ReceivedSpan Read(byte[] span) => new(
        Hex(span, 1),
        Hex(span, 2),
        Hex(span, 4),
        Encoding.UTF8.GetString(ProtobufReader.Messages(span, 5).Single()),
        ProtobufReader.Messages(span, 9).ToDictionary(
            pair => Encoding.UTF8.GetString(ProtobufReader.Messages(pair, 1).Single()), pair => Value(ProtobufReader.Messages(pair, 2).Single())));

    private static string Hex(byte[] span, int field) => Convert.ToHexStringLower(ProtobufReader.Messages(span, field).SingleOrDefault() ?? []);

    private static string Value(byte[] any) => ProtobufReader.Fields(any).Select(value => value.Field switch
    {
        1 => Encoding.UTF8.GetString(value.Bytes),
        2 => value.Number == 1 ? "true" : "false",
        _ => ((long)value.Number).ToString(CultureInfo.InvariantCulture),
    }).SingleOrDefault("");
}
