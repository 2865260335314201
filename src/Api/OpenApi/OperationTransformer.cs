using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Paging;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GroundTransport.Api.OpenApi;

/// <summary>What the operations have in common: headers, problems, the parameters of pages; and each one's examples.</summary>
internal sealed class OperationTransformer : IOpenApiOperationTransformer
{
    /// <summary>Parameters that have the same meaning on every route. A handler describes its other ones.</summary>
    private static readonly Dictionary<string, string> CommonParameters = new()
    {
        ["limit"] = $"How many items a page has at most: 1 to {Cursor.LongestPage}, 50 by default.",
        ["cursor"] = "Where the page begins: next of the page before it. Without it, the first page.",
        ["id"] = "The id.",
        ["code"] = "The vendor's code.",
    };

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (document, description) = (context.Document!, context.Description);
        var metadata = description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            await Describe(parameter, context, cancellationToken);
        var ifMatch = metadata.OfType<IfMatchMetadata>().FirstOrDefault();
        var method = description.HttpMethod;
        foreach (var header in Headers(method, ifMatch))
            operation.Parameters.Add(new OpenApiParameterReference(header, document));
        AddExamples(operation, metadata);
        DescribeSuccess(operation, method, ifMatch is not null, document);
        operation.Responses ??= [];
        foreach (var status in Problems(operation, description, ifMatch))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] =
                new OpenApiResponseReference(CommonComponents.ProblemOf(status), document);
        }
        foreach (var status in metadata.OfType<ProblemMetadata>().Select(own => own.Status))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] =
                new OpenApiResponseReference(CommonComponents.ProblemOf(status), document);
        }
    }

    private static async Task Describe(OpenApiParameter parameter, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        parameter.Description ??= CommonParameters.GetValueOrDefault(parameter.Name!);
        var described = context.Description.ParameterDescriptions.First(known => known.Name == parameter.Name);
        if (parameter is { Name: "id" or "reservation", Schema: OpenApiSchema { Type: JsonSchemaType.Integer } }
            && IsReservation(parameter, context.Description))
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{1,18}$" };
        // ASP.NET calls every array required, though a call without it gets an empty one.
        if (parameter is { In: ParameterLocation.Query, Schema.Type: JsonSchemaType.Array })
            parameter.Required = false;
        if (parameter is { Name: "limit", Schema: OpenApiSchema limit })
            (limit.Minimum, limit.Maximum, limit.Default) = ("1", $"{Cursor.LongestPage}", 50);
        var attribute = (described.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo
            .GetCustomAttribute<EnumWordsAttribute>();
        if (attribute is null)
            return;
        var name = SchemaTransformer.NameOf(attribute.Type);
        context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(attribute.Type, null, ct));
        var words = new OpenApiSchemaReference(name, context.Document);
        parameter.Schema = parameter.Schema?.Type == JsonSchemaType.Array
            ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = words }
            : words;
    }

    /// <summary>A reservation's id is a text of digits in every body: a client must not have to convert it.</summary>
    private static bool IsReservation(OpenApiParameter parameter, ApiDescription description) =>
        parameter.Name == "reservation" || description.RelativePath!.Contains("/reservations/", StringComparison.Ordinal);

    private static IEnumerable<string> Headers(string? method, IfMatchMetadata? ifMatch)
    {
        if (method == "POST")
            yield return CommonComponents.IdempotencyKey;
        if (method == "GET")
            yield return CommonComponents.IfNoneMatch;
        if (ifMatch is not null)
            yield return ifMatch.IsRequired ? CommonComponents.RequiredIfMatch : CommonComponents.IfMatch;
    }

    private static void AddExamples(OpenApiOperation operation, IList<object> metadata)
    {
        var requestBody = operation.RequestBody?.Content;
        var responseBody = operation.Responses?.FirstOrDefault(response => response.Key.StartsWith('2')).Value?.Content;
        foreach (var example in metadata.OfType<ExampleMetadata>())
        {
            if ((example.IsRequest ? requestBody : responseBody)?.TryGetValue("application/json", out var body) == true)
                body.Example ??= JsonNode.Parse(example.Json());
        }
    }

    private static void DescribeSuccess(OpenApiOperation operation, string? method, bool isVersioned, OpenApiDocument document)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse success)
                continue;
            success.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [CorrelationIds.Header] = new OpenApiHeaderReference(CommonComponents.CorrelationId, document),
            };
            if (method == "GET" || (isVersioned && status == "200"))
                success.Headers["ETag"] = new OpenApiHeaderReference(CommonComponents.ETag, document);
            if (status == "201")
                success.Headers["Location"] = new OpenApiHeaderReference(CommonComponents.Location, document);
        }
        if (method == "GET")
            operation.Responses!["304"] = new OpenApiResponseReference(CommonComponents.NotModified, document);
    }

    private static IEnumerable<int> Problems(OpenApiOperation operation, ApiDescription description, IfMatchMetadata? ifMatch)
    {
        yield return 400;
        yield return 401;
        yield return 403;
        if (description.RelativePath!.Contains('{', StringComparison.Ordinal))
            yield return 404;
        if (description.HttpMethod != "GET")
            yield return 409;
        if (ifMatch is not null)
            yield return 412;
        if (operation.RequestBody is not null)
        {
            yield return 413;
            yield return 415;
        }
        yield return 422;
        if (ifMatch is { IsRequired: true })
            yield return 428;
        yield return 429;
        yield return 500;
    }
}
