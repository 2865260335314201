using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Paging;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GroundTransport.Api.OpenApi;

/// <summary>The schemas of bodies: enumerations by their words, amounts as decimals, the fields that a request must have.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    /// <summary>The metadata that lists the fields that a response may lack.</summary>
    public const string Optional = "optional";

    private const string ModelSuffix = "Model";

    /// <summary>The component's name: that of the type, without the suffix of read models.</summary>
    public static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(JsonElement))
            return "RatePlan";
        if (type == typeof(ProblemBody))
            return "ProblemDetails";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>))
            return $"{NameOf(type.GetGenericArguments()[0])}Page";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ItemsBody<>))
            return $"{NameOf(type.GetGenericArguments()[0])}List";
        return type.Name.EndsWith(ModelSuffix, StringComparison.Ordinal) ? type.Name[..^ModelSuffix.Length] : type.Name;
    }

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. EnumWords.Of(type).Select(word => (JsonNode)word)];
            // An enumeration that is only used as a nullable one has no comment of its own.
            if (type != context.JsonTypeInfo.Type)
                schema.Description = (await context.GetOrCreateSchemaAsync(type, null, cancellationToken)).Description;
        }
        else if (type == typeof(string))
        {
            // Text has a converter of its own, of which the framework knows nothing.
            var isNullable = context.JsonPropertyInfo is { IsGetNullable: true };
            schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }
        else if (type == typeof(decimal))
            schema.Format = "decimal";
        else if (type == typeof(JsonObject))
            (schema.Type, schema.Description) = (JsonSchemaType.Object, "Any fields.");
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "A rate plan, by the JSON schema at /schemas/rate-plan.schema.json.";
        }
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Enumerable && context.JsonTypeInfo.ElementType is { IsEnum: true } element)
        {
            var words = await context.GetOrCreateSchemaAsync(element, null, cancellationToken);
            context.Document!.AddComponent(NameOf(element), words);
            schema.Items = words;
        }
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Enumerable && context.JsonTypeInfo.ElementType == typeof(string))
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is not null)
        {
            schema.Required = NamesOf<RequiredAttribute>(context, _ => true);
            schema.Metadata ??= new Dictionary<string, object>();
            schema.Metadata[Optional] = NamesOf<JsonIgnoreAttribute>(
                context, ignored => ignored.Condition == JsonIgnoreCondition.WhenWritingNull);
        }
    }

    private static HashSet<string> NamesOf<T>(OpenApiSchemaTransformerContext context, Func<T, bool> condition)
        where T : Attribute =>
        [
            .. context.JsonTypeInfo.Properties
                .Where(property =>
                    property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).Cast<T>().Any(condition) == true)
                .Select(property => property.Name),
        ];
}
