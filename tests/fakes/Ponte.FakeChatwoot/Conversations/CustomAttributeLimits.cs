using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Limits on the custom attributes of conversations; contacts have none (contract 5.2, 4.2).</summary>
internal static class CustomAttributeLimits
{
    public static void Check(JsonObject? attributes)
    {
        foreach (var (key, value) in attributes ?? [])
        {
            if (value is not JsonValue scalar)
            {
                continue;
            }

            if (scalar.GetValueKind() == JsonValueKind.Number && scalar.TryGetValue<double>(out var number) && number > 9_999_999_999)
            {
                throw ApiError.Invalid(("custom_attributes", $"Custom attributes {key} value should be < 9999999999"));
            }

            if (scalar.GetValueKind() == JsonValueKind.String && scalar.GetValue<string>().Length > 1500)
            {
                throw ApiError.Invalid(("custom_attributes", $"Custom attributes {key} length should be < 1500"));
            }
        }
    }
}
