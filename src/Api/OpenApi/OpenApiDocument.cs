using System.Text.Json.Nodes;
using GroundTransport.Api.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GroundTransport.Api.OpenApi;

/// <summary>The description of the supplier's side: OpenAPI 3.1 at /openapi/v1.json, browsable at /swagger.</summary>
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
                Title = "GroundTransport: the supplier's side",
                Version = "v1",
                Description = "Vendors, rate plans, direct connects, API keys, reservations and what Concur was told. "
                    + "Errors are problem+json with a stable code, the wrong fields and a traceId.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of this gateway." },
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
            Header(operation, OperatorCalls.IdempotencyKeyHeader, "The same key with the same request happens once within a day.", "6f0c2a1e");
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesIfMatch>().Any())
            Header(operation, "If-Match", "The ETag that the decision or change is about; * to insist. Another version answers 412.", "\"1\"");
        var examples = context.Description.ActionDescriptor.EndpointMetadata.OfType<Example>().ToList();
        if (examples.FirstOrDefault(example => example.OfRequest) is { } request && operation.RequestBody?.Content?.TryGetValue("application/json", out var sent) == true)
            ((OpenApiMediaType)sent).Example = JsonNode.Parse(request.Json());
        if (examples.FirstOrDefault(example => !example.OfRequest) is { } answer
            && operation.Responses?.FirstOrDefault(response => response.Key.StartsWith('2')).Value?.Content?.TryGetValue("application/json", out var received) == true)
            ((OpenApiMediaType)received).Example = JsonNode.Parse(answer.Json());
    }

    private static void Header(OpenApiOperation operation, string name, string description, string example) =>
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Example = example,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}

/// <summary>Marks a route that compares <c>If-Match</c>.</summary>
public sealed record TakesIfMatch;

/// <summary>An example of a route's body or of its answer, as JSON.</summary>
public sealed record Example(bool OfRequest, Func<string> Json);
