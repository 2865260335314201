using System.Text.Json.Nodes;
using GroundTransport.Api.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GroundTransport.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document of the REST API at /openapi/v1.json, and its Swagger UI at /swagger.</summary>
public static class OpenApiDocument
{
    private const string Scheme = "apiKey";

    public static void AddGatewayOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "GroundTransport REST API",
                Version = "v1",
                Description = "Vendors, rate plans, direct connects, API keys, reservations and the messages exchanged with Concur. "
                    + "Errors are problem+json with a stable code, the invalid fields and a traceId.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key of this gateway.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    public static void MapGatewayOpenApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "swagger";
            ui.SwaggerEndpoint("/openapi/v1.json", "GroundTransport v1");
            ui.DocumentTitle = "GroundTransport";
        });
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var method = context.Description.HttpMethod;
        operation.OperationId ??= $"{method} /{context.Description.RelativePath}";
        operation.Parameters ??= [];
        if (method == "POST")
        {
            AddHeader(operation, RestConventions.IdempotencyKeyHeader,
                "A request that is sent again with the same key within a day takes effect only once.", "6f0c2a1e");
        }
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IfMatchMetadata>().Any())
        {
            AddHeader(operation, "If-Match",
                "The ETag of the version that the request is based on, or * for any. If it has changed, the response is 412.", "\"1\"");
        }
        var requestBody = operation.RequestBody?.Content;
        var responseBody = operation.Responses?.FirstOrDefault(response => response.Key.StartsWith('2')).Value?.Content;
        foreach (var example in metadata.OfType<ExampleMetadata>())
        {
            if ((example.IsRequest ? requestBody : responseBody)?.TryGetValue("application/json", out var body) == true)
                ((OpenApiMediaType)body).Example ??= JsonNode.Parse(example.Json());
        }
    }

    private static void AddHeader(OpenApiOperation operation, string name, string description, string example) =>
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Example = example,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}
