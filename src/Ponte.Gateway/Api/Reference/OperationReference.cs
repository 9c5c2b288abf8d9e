using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ponte.Gateway.Api.Reference;

/// <summary>Writes what endpoints say about themselves into their OpenAPI operation.</summary>
internal static class OperationReference
{
    private const string Json = "application/json";

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var responses = metadata.OfType<ResponseDescription>().ToList();
        if (metadata.OfType<TokenRequirement>().LastOrDefault() is { } token)
        {
            operation.Description = string.Join("\n\n", new[] { operation.Description, token.Description }.Where(text => !string.IsNullOrEmpty(text)));
            operation.Security = [Requirement(ApiReference.TokenScheme, context), Requirement(ApiReference.BearerScheme, context)];
            responses.AddRange(Common(metadata.OfType<InstanceRequirement>().LastOrDefault(), token));
        }

        if (metadata.OfType<RequestDescription>().LastOrDefault() is { } request)
        {
            operation.RequestBody = Body(request);
            responses.AddRange(OfBodies(metadata.OfType<BodyRefusal>().LastOrDefault() ?? BodyRefusal.Usual).Where(common => !responses.Any(own => own.Status == common.Status && own.Description == common.Description)));
        }

        operation.Responses = Responses(responses);
    }

    private static IEnumerable<ResponseDescription> OfBodies(BodyRefusal refusal) =>
        new[] { ApiError.BadRequest(refusal.Text), ApiError.ForStatus(StatusCodes.Status413PayloadTooLarge), ApiError.ForStatus(StatusCodes.Status415UnsupportedMediaType) }.Select(Described);

    private static IEnumerable<ResponseDescription> Common(InstanceRequirement? instance, TokenRequirement token)
    {
        IEnumerable<ApiError> errors = [ApiError.InvalidToken, ApiError.MissingToken, ApiError.RateLimitExceeded, ApiError.Internal];
        if (instance is not null)
        {
            errors = errors.Append(ApiError.NotFound(instance.NotFoundText));
            errors = token == TokenRequirement.Account ? errors : errors.Append(ApiError.TokenMismatch);
        }

        return errors.Select(Described);
    }

    private static ResponseDescription Described(ApiError error) => new(error.Status, error.Message, EndpointReference.ErrorExample(error.Message));

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };

    private static OpenApiRequestBody Body(RequestDescription request) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new OpenApiMediaType
            {
                Example = JsonNode.Parse(request.Example),
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = request.Fields.Where(field => field.Required).Select(field => field.Name).ToHashSet(),
                    Properties = request.Fields.ToDictionary(field => field.Name, Schema),
                },
            },
        },
    };

    private static IOpenApiSchema Schema(BodyField field) => new OpenApiSchema
    {
        Description = field.Description,
        Type = field.Type switch
        {
            "integer" => JsonSchemaType.Integer,
            "boolean" => JsonSchemaType.Boolean,
            "array" => JsonSchemaType.Array,
            "object" => JsonSchemaType.Object,
            _ => JsonSchemaType.String,
        },
        Items = field.Type == "array" ? new OpenApiSchema { Type = JsonSchemaType.String } : null,
    };

    private static OpenApiResponses Responses(List<ResponseDescription> descriptions)
    {
        var responses = new OpenApiResponses();
        foreach (var status in descriptions.GroupBy(response => response.Status).OrderBy(group => group.Key))
        {
            responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join("; ", status.Select(response => response.Description)),
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = Media([.. status]) },
            };
        }

        return responses;
    }

    private static OpenApiMediaType Media(IReadOnlyList<ResponseDescription> responses) => responses.Count == 1
        ? new OpenApiMediaType { Schema = Object(), Example = JsonNode.Parse(responses[0].Example) }
        : new OpenApiMediaType
        {
            Schema = Object(),
            Examples = responses.Select((response, n) => ($"{n + 1}", response)).ToDictionary(
                pair => pair.Item1,
                pair => (IOpenApiExample)new OpenApiExample { Summary = pair.response.Description, Value = JsonNode.Parse(pair.response.Example) }),
        };

    private static OpenApiSchema Object() => new() { Type = JsonSchemaType.Object };
}
