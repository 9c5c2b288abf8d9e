using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Ponte.Gateway.Api.Reference;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and its reader at <c>/docs</c>, which loads nothing from elsewhere.</summary>
internal static class ApiReference
{
    internal const string TokenScheme = "token";
    internal const string BearerScheme = "bearer";

    public static IServiceCollection AddApiReference(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            OperationReference.Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    public static void MapApiReference(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi();
        endpoints.MapScalarApiReference("/docs", options =>
        {
            options.Title = "Ponte API";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.DisableAgent();
            options.DisableMcp();
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ponte API",
            Version = "v1",
            Description = "A self-hosted WhatsApp gateway with a bridge to Chatwoot. Errors are always "
                + "`{\"success\":false,\"error\":{\"message\":\"...\"}}`; branch on the status and the message. "
                + "Every response carries `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (Unix seconds).",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [TokenScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "token",
                Description = "TokenAccount or TokenInstance.",
            },
            [BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The same token as `Authorization: Bearer`.",
            },
        };
    }
}
