using GroundTransport.Api.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GroundTransport.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document of the REST API: what isn't about a single route. <see cref="OpenApiFile"/> serves it.</summary>
public static class OpenApiDocumentation
{
    private const string Scheme = "apiKey";

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Reservations", "The rides that Concur has booked: read them, decide on requests, report what happens."),
        ("Events", "Every change, oldest first: page by page, or as a stream."),
        ("Webhooks", "Endpoints of the supplier's that are told of events, and what was delivered to them."),
        ("PostBacks", "The messages that notify Concur of changes."),
        ("Receipts", "The receipts of rides in Concur Expense."),
        ("Wire log", "The redacted messages between Concur and the gateway."),
        ("Vendors", "The companies whose rides are sold."),
        ("Rate plans", "The vendors' prices and rules, by version."),
        ("Direct connects", "Concur's credentials, and the vendors that each of them sells."),
        ("Concur apps", "How each direct connect is authorized with Concur by OAuth2."),
        ("API keys", "The keys of the supplier's systems and people."),
        ("Audit", "Who administered what, and from where."),
        ("Statistics", "Figures by day."),
        ("Backups", "Copies of the embedded database."),
    ];

    public static void AddGatewayOpenApi(this IServiceCollection services) => services.AddOpenApi(OpenApiFile.Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = json =>
            OpenApiOptions.CreateDefaultSchemaReferenceId(json) is null ? null : SchemaTransformer.NameOf(json.Type);
        options.AddSchemaTransformer<SchemaTransformer>();
        options.AddOperationTransformer<OperationTransformer>();
        options.AddDocumentTransformer(Describe);
        options.AddDocumentTransformer<CommonComponents>();
        options.AddDocumentTransformer<BodyTransformer>();
    });

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GroundTransport REST API",
            Version = OpenApiFile.Document,
            Description = "Vendors, rate plans, direct connects, API keys, reservations and the messages exchanged with Concur. "
                + "Errors are problem+json with a stable code, the wrong fields and a traceId. "
                + "Clients must accept fields, words and codes that they don't know: a later release may have more of them.",
            Contact = new OpenApiContact { Name = "The operator of this gateway" },
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // Whatever address a client reaches it by.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key of this gateway. Each route needs one of its roles: read, dispatch or admin.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
