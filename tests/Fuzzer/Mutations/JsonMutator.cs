using System.Text;
using System.Text.Json.Nodes;

namespace GroundTransport.Fuzzer.Mutations;

/// <summary>Changes a JSON document at its joints: values, types, fields, items; then, sometimes, its bytes.</summary>
internal static class JsonMutator
{
    private static readonly string[] Literals =
    [
        "null", "true", "0", "-1", "1e999", "1E-400", "12345678901234567890123", "0.1", "\"\"", "[]", "{}", "[[[[]]]]", "\"\\u0000\"",
        "\"\\ud800\"", "{\"\":1}", "{\"a\":1,\"a\":2}", "\"2030-03-04T15:00:00Z\"", "\"9999-12-31T23:59:59-14:00\"", "2147483648",
    ];

    /// <summary>Stands for a literal until the text is written: a node can't hold one that is wrong.</summary>
    private const string Marker = "@literal@";

    public static byte[] Mutate(JsonNode document, Random random)
    {
        var changed = document.DeepClone();
        if (random.Next(10) > 0)
        {
            for (var changes = 1 + random.Next(1 + random.Next(5)); changes > 0; changes--)
                changed = Change(changed, random);
        }
        var text = changed.ToJsonString();
        for (var at = 0; at < Literals.Length && text.Contains(Marker, StringComparison.Ordinal); at++)
            text = text.Replace($"\"{Marker}{at}\"", Literals[at], StringComparison.Ordinal);
        return random.Next(8) switch
        {
            0 => Bytes.Break(Encoding.UTF8.GetBytes(text), random),
            1 when random.Next(20) == 0 => Encoding.UTF8.GetBytes(new string('[', 200) + text + new string(']', 200)),
            2 when random.Next(10) == 0 => Encoding.Unicode.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static JsonNode Change(JsonNode root, Random random)
    {
        var all = All(root).ToList();
        var node = all[random.Next(all.Count)];
        switch (node)
        {
            case JsonObject fields when random.Next(3) > 0:
                var name = fields.Count > 0 && random.Next(4) > 0
                    ? fields.ElementAt(random.Next(fields.Count)).Key
                    : HostileValues.Any(random);
                if (random.Next(2) == 0)
                    fields.Remove(name);
                else
                    fields[name] = Value(random);
                return root;
            case JsonArray items when random.Next(3) > 0:
                if (items.Count > 0 && random.Next(2) == 0)
                    items.RemoveAt(random.Next(items.Count));
                else
                    items.Add(items.Count > 0 ? items[random.Next(items.Count)]?.DeepClone() : Value(random));
                return root;
            default:
                if (node.Parent is null)
                    return Value(random) ?? JsonValue.Create(1);
                node.ReplaceWith(Value(random));
                return root;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(3) == 0
        ? JsonValue.Create($"{Marker}{random.Next(Literals.Length)}")
        : JsonValue.Create(HostileValues.Any(random));

    private static IEnumerable<JsonNode> All(JsonNode node)
    {
        yield return node;
        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in inner.OfType<JsonNode>().SelectMany(All))
            yield return child;
    }
}
