using System.Text.Json;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Copies what a caller gave, and completes the persons in it that are named by the digits of their number alone.</summary>
internal static class PersonWriter
{
    public static void Write(Utf8JsonWriter writer, JsonProperty property)
    {
        writer.WritePropertyName(property.Name);
        switch (property.Name)
        {
            case "user" or "alias" or "phone" or "chat":
                WritePerson(writer, property.Value);
                break;
            case "mentions" or "participants" when property.Value.ValueKind == JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var person in property.Value.EnumerateArray())
                {
                    WritePerson(writer, person);
                }

                writer.WriteEndArray();
                break;
            case "quote" when property.Value.ValueKind == JsonValueKind.Object:
                WriteQuote(writer, property.Value);
                break;
            default:
                property.Value.WriteTo(writer);
                break;
        }
    }

    private static void WriteQuote(Utf8JsonWriter writer, JsonElement quote)
    {
        writer.WriteStartObject();
        foreach (var part in quote.EnumerateObject())
        {
            writer.WritePropertyName(part.Name);
            if (part.Name == "sender")
            {
                WritePerson(writer, part.Value);
            }
            else
            {
                part.Value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && SandboxEvent.PersonOf(value.GetString()) is { } person)
        {
            writer.WriteStringValue(person.Value);
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
