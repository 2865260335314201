using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConcurSimulator.Wire;

/// <summary>
/// Validates JSON against a schema, as far as the schemas in docs/schemas go: it refuses a schema with a keyword that it doesn't know.
/// </summary>
public sealed class JsonSchema
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal) { "$schema", "$id", "$defs", "title", "description" };

    private readonly JsonObject root;

    private JsonSchema(JsonObject root) => this.root = root;

    /// <param name="name">The file's name in docs/schemas.</param>
    public static JsonSchema Load(string name)
    {
        using var stream = typeof(JsonSchema).Assembly.GetManifestResourceStream("schemas/" + name)!;
        return new JsonSchema(JsonNode.Parse(stream)!.AsObject());
    }

    /// <summary>What is wrong, each with its path; empty: nothing.</summary>
    public IReadOnlyList<(string Path, string Message)> Validate(JsonNode? value) => [.. Validate(value, root, "")];

    private IEnumerable<(string Path, string Message)> Validate(JsonNode? value, JsonObject schema, string path)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (Annotations.Contains(keyword))
                continue;
            foreach (var problem in Apply(keyword, rule!, value, schema, path))
                yield return problem;
        }
    }

    private IEnumerable<(string Path, string Message)> Apply(string keyword, JsonNode rule, JsonNode? value, JsonObject schema, string path)
    {
        switch (keyword)
        {
            case "$ref":
                return Validate(value, Find((string)rule!), path);
            case "allOf":
                return rule.AsArray().SelectMany(part => Validate(value, part!.AsObject(), path));
            case "type":
                return Check(IsA((string)rule!, value), path, $"must be {rule}");
            case "enum":
                var isAllowed = rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value));
                return Check(isAllowed, path, $"must be one of {rule.ToJsonString()}");
            case "pattern":
                return Check(!IsA("string", value) || Regex.IsMatch((string)value!, (string)rule!), path, $"must match {rule}");
            case "minimum":
                return Check(Number(value) is not { } atLeast || atLeast >= (double)rule!, path, $"must be at least {rule}");
            case "maximum":
                return Check(Number(value) is not { } atMost || atMost <= (double)rule!, path, $"must be at most {rule}");
            case "minItems":
                return Check(value is not JsonArray list || list.Count >= (int)rule!, path, $"must have at least {rule} items");
            case "minProperties":
                return Check(value is not JsonObject fields || fields.Count >= (int)rule!, path, $"must have at least {rule} properties");
            case "required":
                return value is not JsonObject given ? [] : rule.AsArray().Select(name => (string)name!)
                    .Where(name => !given.ContainsKey(name)).Select(name => ($"{path}.{name}", "is required"));
            case "items":
                return value is not JsonArray items ? [] : items.SelectMany((item, index) =>
                    Validate(item, rule.AsObject(), string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")));
            case "properties":
                return value is not JsonObject parts ? [] : rule.AsObject().Where(property => parts.ContainsKey(property.Key))
                    .SelectMany(property => Validate(parts[property.Key], property.Value!.AsObject(), $"{path}.{property.Key}"));
            case "additionalProperties" when (bool)rule! == false:
                var known = schema["properties"]?.AsObject();
                return value is not JsonObject all ? [] : all.Where(property => known?.ContainsKey(property.Key) != true)
                    .Select(property => ($"{path}.{property.Key}", "isn't in the schema"));
            default:
                throw new NotSupportedException($"Keyword {keyword} in a schema");
        }
    }

    private JsonObject Find(string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode)root, (node, name) => node[name]!).AsObject();

    private static IEnumerable<(string Path, string Message)> Check(bool isRight, string path, string message) =>
        isRight ? [] : [(path, message)];

    private static bool IsA(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
            or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => Number(value) is { } number && number == Math.Floor(number),
        _ => false,
    };

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? (double)value : null;
}
