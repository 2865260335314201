using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>
/// Compares two documents as their author thinks of them: an element of a list by its id, wherever it is in the list, and numbers by
/// their value.
/// </summary>
internal static class RatePlanDifference
{
    private static readonly string[] Ids = ["id", "code", "vehicleId"];
    private static readonly string[] Labels = ["kind", "description", "corporateId", "number", "name", "state", "city"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<PlanChange> Between(JsonElement before, JsonElement after) => Compare("", before, after);

    private static IEnumerable<PlanChange> Compare(string path, JsonElement? before, JsonElement? after) => (before, after) switch
    {
        ({ } old, { } @new) when JsonElement.DeepEquals(old, @new) => [],
        ({ ValueKind: JsonValueKind.Object } old, { ValueKind: JsonValueKind.Object } @new) => Members(path, old, @new),
        ({ ValueKind: JsonValueKind.Array } old, { ValueKind: JsonValueKind.Array } @new) => Elements(path, old, @new),
        // A list that is new or gone as a whole is shown element by element.
        (null, { ValueKind: JsonValueKind.Array } @new) => Elements(path, null, @new),
        ({ ValueKind: JsonValueKind.Array } old, null) => Elements(path, old, null),
        _ => [new PlanChange(path, TextOf(before), TextOf(after))],
    };

    private static IEnumerable<PlanChange> Members(string path, JsonElement before, JsonElement after)
    {
        var names = after.EnumerateObject().Concat(before.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal);
        return names.SelectMany(name => Compare(path.Length == 0 ? name : $"{path}.{name}", Member(before, name), Member(after, name)));
    }

    private static IEnumerable<PlanChange> Elements(string path, JsonElement? before, JsonElement? after)
    {
        var (old, @new) = (Named(before), Named(after));
        return @new.Keys.Concat(old.Keys).Distinct(StringComparer.Ordinal)
            .SelectMany(name => Compare($"{path}[{name}]", Find(old, name), Find(@new, name)));
    }

    /// <summary>The elements by their names. Without a name of its own an element is called by its value, or by its place.</summary>
    private static Dictionary<string, JsonElement> Named(JsonElement? list)
    {
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var element in list?.EnumerateArray() ?? default)
        {
            var name = NameOf(element);
            if (name.Length == 0 || !named.TryAdd(name, element))
                named[string.Create(CultureInfo.InvariantCulture, $"{name}#{named.Count + 1}")] = element;
        }
        return named;
    }

    private static string NameOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return element.ToString();
        var id = Ids.Select(name => Label(element, name)).FirstOrDefault(text => text.Length > 0);
        return id ?? string.Join(' ', Labels.Select(name => Label(element, name)).Where(text => text.Length > 0));
    }

    private static string Label(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Find(Dictionary<string, JsonElement> named, string name) =>
        named.TryGetValue(name, out var element) ? element : null;

    private static string? TextOf(JsonElement? value) => value is { } element ? JsonSerializer.Serialize(element, Readable) : null;
}
