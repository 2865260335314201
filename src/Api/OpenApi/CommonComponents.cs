using GroundTransport.Api.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GroundTransport.Api.OpenApi;

/// <summary>The parts that operations share: parameters, headers and problems, each described once.</summary>
internal sealed class CommonComponents : IOpenApiDocumentTransformer
{
    public const string IdempotencyKey = "IdempotencyKey";
    public const string IfMatch = "IfMatch";
    public const string RequiredIfMatch = "RequiredIfMatch";
    public const string IfNoneMatch = "IfNoneMatch";
    public const string CorrelationId = "CorrelationId";
    public const string ETag = "ETag";
    public const string Location = "Location";
    public const string NotModified = "NotModified";

    private static readonly Dictionary<int, (string Name, string Description)> Problems = new()
    {
        [400] = ("Malformed", "The request can't be read, or has a parameter that doesn't exist."),
        [401] = ("Unauthorized", "The API key is missing, unknown or expired."),
        [403] = ("Forbidden", "The API key's role or vendors don't allow this."),
        [404] = ("NotFound", "It doesn't exist for this key."),
        [409] = ("Conflict", "Its state, or something that depends on it, doesn't allow this."),
        [410] = ("Gone", "What the cursor refers to is no longer kept."),
        [412] = ("Stale", "It has changed since the version in If-Match."),
        [413] = ("TooLarge", "The body is too large."),
        [415] = ("UnsupportedMediaType", "The body isn't JSON."),
        [422] = ("Invalid", "A field or parameter is wrong; errors lists each."),
        [428] = ("IfMatchRequired", "If-Match is missing."),
        [429] = ("TooMany", "Too many calls of this key under way, or too many with unknown keys; Retry-After says how long to wait."),
        [500] = ("Failure", "The gateway failed; its log has the cause by the correlation id."),
        [502] = ("BadGateway", "Concur refused the call, or didn't respond."),
    };

    /// <summary>The name of the response for a status.</summary>
    public static string ProblemOf(int status) => Problems[status].Name;

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var problem = SchemaTransformer.NameOf(typeof(ProblemBody));
        var body = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        document.AddComponent(nameof(ProblemError), await context.GetOrCreateSchemaAsync(typeof(ProblemError), null, cancellationToken));
        ((OpenApiSchema)body.Properties!["errors"]).Items = new OpenApiSchemaReference(nameof(ProblemError), document);
        document.AddComponent(problem, body);
        foreach (var (name, description) in Problems.Values)
        {
            document.AddComponent<IOpenApiResponse>(name, new OpenApiResponse
            {
                Description = description,
                Headers = HeadersOf(document),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(problem, document) },
                },
            });
        }
        document.AddComponent<IOpenApiResponse>(NotModified, new OpenApiResponse
        {
            Description = "The answer is still the one whose ETag If-None-Match has.",
            Headers = HeadersOf(document, (ETag, ETag)),
        });
        AddHeader(document, CorrelationId,
            "The id of this call in the gateway's log and history: the call's own concur-correlationid, or a new one.",
            "2803b8f8a42b43c2a739b8768e4759b8");
        AddHeader(document, ETag, "The version, for If-Match; of a GET also for If-None-Match.", "\"3\"");
        AddHeader(document, Location, "The address of what was created.", "/api/v1/vendors/OTL");
        AddParameter(document, IdempotencyKey, RestConventions.IdempotencyKeyHeader, "6f0c2a1e",
            "A request that is sent again with the same key within a day takes effect only once.");
        AddParameter(document, IfMatch, "If-Match", "\"3\"",
            "The ETag of the version that the request is based on, or * for any. If it has changed, the response is 412.");
        AddParameter(document, RequiredIfMatch, "If-Match", "\"3\"",
            "The ETag of the version that the decision is about, or * for any. If it has changed, the response is 412.", isRequired: true);
        AddParameter(document, IfNoneMatch, "If-None-Match", "\"3.5d41402a\"",
            "The ETag of an earlier answer: if it would be the same, the response is 304, without a body.");
    }

    private static Dictionary<string, IOpenApiHeader> HeadersOf(OpenApiDocument document, params (string Name, string Component)[] more) =>
        more.Append((CorrelationIds.Header, CorrelationId)).ToDictionary(
            header => header.Item1, IOpenApiHeader (header) => new OpenApiHeaderReference(header.Item2, document));

    private static void AddHeader(OpenApiDocument document, string name, string description, string example) =>
        document.AddComponent<IOpenApiHeader>(name, new OpenApiHeader
        {
            Description = description,
            Example = example,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static void AddParameter(
        OpenApiDocument document, string component, string name, string example, string description, bool isRequired = false) =>
        document.AddComponent<IOpenApiParameter>(component, new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = isRequired,
            Description = description,
            Example = example,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}
