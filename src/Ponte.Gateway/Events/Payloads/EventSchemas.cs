using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.OpenApi;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>The schemas of events in the OpenAPI document, made from the types they are written with; their examples were told by a running server to a test.</summary>
internal static class EventSchemas
{
    private const string Folder = "Ponte.Gateway.Events.Payloads.Examples.";

    private static readonly (string Name, Type Type, string Description)[] Types =
    [
        (EventName.MessageExchange, typeof(MessageExchange), "A message came or went, or something happened to one (`message_edit`, `message_revoke`, `reaction`, `poll_update`). What a message does not have is null."),
        (EventName.MessageStatus, typeof(MessageStatus), "How far messages got: `delivered`, `read`, `played`; `read_self` and `played_self` when this number read them on a phone."),
        (EventName.CallUpdate, typeof(CallUpdate), "A call ended that nobody took: `terminated` or `rejected`."),
        (EventName.GroupFlow, typeof(GroupFlow), "A group, or who is in it, changed."),
        (EventName.InstanceState, typeof(InstanceState), "The connection to WhatsApp changed."),
        (EventName.LabelUpdate, typeof(LabelUpdate), "A label was `created`, `changed` or `deleted`, or `assigned` to a chat or `removed` from it, on a phone or through Ponte."),
    ];

    /// <summary>Adds them to the document.</summary>
    public static void Describe(OpenApiDocument document)
    {
        foreach (var (name, type, description) in Types)
        {
            var schema = SchemaOf(type);
            schema.Description = $"The `data` of `{name}`. {description}";
            schema.Examples = ExampleOf(name)?["data"] is { } data ? [data.DeepClone()] : null;
            document.AddComponent(type.Name, schema);
        }

        var envelope = SchemaOf(typeof(EventEnvelope));
        envelope.Description = "What webhooks are posted and WebSockets are sent. `data` has the schema of its `event`.";
        envelope.Examples = ExampleOf(EventName.MessageExchange) is { } example ? [example] : null;
        envelope.Properties!["event"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. EventName.All.Select(name => (JsonNode)name)] };
        envelope.Properties["data"] = new OpenApiSchema
        {
            OneOf = [.. Types.Select(known => known.Type.Name).Select(name => new OpenApiSchemaReference(name, document))],
        };
        document.AddComponent(nameof(EventEnvelope), envelope);
    }

    private static JsonNode? ExampleOf(string name)
    {
        using var file = typeof(EventSchemas).Assembly.GetManifestResourceStream($"{Folder}{name}.json");
        return file is null ? null : JsonNode.Parse(file);
    }

    private static OpenApiSchema SchemaOf(Type type) =>
        Convert(EventEnvelope.Json.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }));

    private static OpenApiSchema Convert(JsonNode node)
    {
        if (node is not JsonObject json)
        {
            return new OpenApiSchema();
        }

        var properties = json["properties"]?.AsObject().ToDictionary(property => property.Key, property => (IOpenApiSchema)Convert(property.Value!));
        return new OpenApiSchema
        {
            Type = json["type"] switch
            {
                JsonArray several => several.Select(one => TypeOf(one!)).Aggregate(static (all, one) => all | one),
                { } one => TypeOf(one),
                null => null,
            },
            Properties = properties,

            // What there is none of is null, and never left out.
            Required = properties?.Keys.ToHashSet(),
            Items = json["items"] is { } items ? Convert(items) : null,
        };
    }

    private static JsonSchemaType TypeOf(JsonNode name) => Enum.Parse<JsonSchemaType>(name.GetValue<string>(), ignoreCase: true);
}
