using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Schemas = System.Collections.Generic.IDictionary<string, Microsoft.OpenApi.IOpenApiSchema>;

namespace GroundTransport.Api.OpenApi;

/// <summary>
/// Bodies by their direction. A response always has all its fields, and may get more with a later release. A request has at least
/// those that are required, which are never null, and no unknown ones.
/// </summary>
internal sealed class BodyTransformer : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        var requests = new HashSet<string>();
        var responses = new HashSet<string> { SchemaTransformer.NameOf(typeof(Hosting.ProblemBody)) };
        var schemas = document.Components!.Schemas!;
        foreach (var operation in operations)
        {
            if (operation.RequestBody is OpenApiRequestBody request)
                DescribeRequest(request, schemas);
            Collect(operation.RequestBody?.Content, schemas, requests);
            foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>())
                Collect(response.Content, schemas, responses);
        }
        Collect(schemas[responses.First()], schemas, responses);
        foreach (var (name, schema) in schemas)
        {
            if (schema is not OpenApiSchema { Properties: { } properties } body)
                continue;
            foreach (var list in properties.Values.OfType<OpenApiSchema>().Where(list => list.Items is OpenApiSchema { Enum: not null }))
                list.Items = new OpenApiSchemaReference(NameOfWords(list.Items!, schemas), document);
            if (requests.Contains(name) && responses.Contains(name))
                throw new InvalidOperationException($"{name} is in a request and in a response: each needs a type of its own.");
            body.AdditionalPropertiesAllowed = responses.Contains(name);
            var optional = body.Metadata?[SchemaTransformer.Optional] as HashSet<string> ?? [];
            if (responses.Contains(name))
                body.Required = properties.Keys.Except(optional).ToHashSet();
            foreach (var field in responses.Contains(name) ? optional : body.Required ?? optional)
                properties[field] = WithoutNull(properties[field]);
        }
        return Task.CompletedTask;
    }

    /// <summary>A body that may be left out isn't null, and one that has a required field can't be left out.</summary>
    private static void DescribeRequest(OpenApiRequestBody request, Schemas schemas)
    {
        foreach (var media in request.Content?.Values ?? [])
        {
            media.Schema = WithoutNull(media.Schema!);
            request.Required |=
                media.Schema is OpenApiSchemaReference { Reference.Id: { } name } && schemas[name].Required is { Count: > 0 };
        }
    }

    private static void Collect(IDictionary<string, OpenApiMediaType>? content, Schemas schemas, HashSet<string> found)
    {
        foreach (var media in content?.Values ?? [])
            Collect(media.Schema, schemas, found);
    }

    private static void Collect(IOpenApiSchema? schema, Schemas schemas, HashSet<string> found)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            if (!found.Add(name))
                return;
            schema = schemas[name];
        }
        if (schema is null)
            return;
        Collect(schema.Items, schemas, found);
        Collect(schema.AdditionalProperties, schemas, found);
        foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? []))
            Collect(part, schemas, found);
    }

    /// <summary>The framework repeats an enumeration that a list contains: this is the one that is repeated.</summary>
    private static string NameOfWords(IOpenApiSchema repeated, Schemas schemas) => schemas.First(schema =>
        schema.Value.Enum is { } words
        && words.Select(word => word.ToString()).SequenceEqual(repeated.Enum!.Select(word => word.ToString()))).Key;

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema.OneOf is { Count: 2 } choices)
            return choices.First(choice => choice.Type != JsonSchemaType.Null);
        if (schema is OpenApiSchema simple)
            simple.Type &= ~JsonSchemaType.Null;
        return schema;
    }
}
