using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GroundTransport.Domain;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>
/// One object of a rate plan while it is read. What is absent or wrong reads as null; what is wrong is noted with its
/// path, one mistake a path, so that one reading finds them all.
/// </summary>
internal sealed class PlanNode(JsonElement element, string path, PlanMistakes mistakes)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public string PathOf(string name) => PlanMistakes.Simple(name) ? $"{path}.{name}" : $"{path}['{PlanMistakes.Shown(name)}']";

    public void Wrong(string name, string right) => mistakes.Add(PathOf(name), right);

    /// <summary>For a mistake that no single member of the object makes.</summary>
    public void Wrong(string right) => mistakes.Add(path, right);

    public void WrongAt(string at, string right) => mistakes.Add(at, right);

    public bool Has(string name) => TryGet(name, out _);

    public bool IsEmptyList(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    /// <summary>Notes each of these that is absent.</summary>
    public PlanNode Need(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Has(name))
                Wrong(name, $"Missing. Needed here: {string.Join(", ", names!)}.");
        }
        return this;
    }

    /// <summary>Text of at most so many characters, not blank.</summary>
    public string? Text(string name, int longest = 200)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text && text.Length <= longest && PlainText.Is(text))
            return text;
        Wrong(name, $"A text of 1 to {longest} characters, without control characters.");
        return null;
    }

    public string? Code(string name, Regex pattern, string right) => TryGet(name, out var value) ? Code(value, PathOf(name), pattern, right) : null;

    public IEnumerable<(string Code, string Path)> Codes(string name, Regex pattern, string right)
    {
        foreach (var (value, at) in Items(name, 5000))
        {
            if (Code(value, at, pattern, right) is { } code)
                yield return (code, at);
        }
    }

    public T? Choice<T>(string name)
        where T : struct, Enum => TryGet(name, out var value) ? Choice<T>(value, PathOf(name)) : null;

    public IReadOnlyList<T> Choices<T>(string name)
        where T : struct, Enum => [.. Items(name, 100).Select(item => Choice<T>(item.Value, item.Path)).OfType<T>()];

    public bool Flag(string name)
    {
        if (!TryGet(name, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Wrong(name, "Either true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public int? Whole(string name, int least, int most) =>
        Number(name, least, most, 0, string.Create(CultureInfo.InvariantCulture, $"A whole number from {least} to {most}.")) is { } number ? (int)number : null;

    public decimal? Number(string name, decimal least, decimal most, int digits, string? right = null)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most && decimal.Round(number, digits) == number)
            return number;
        Wrong(name, right ?? string.Create(CultureInfo.InvariantCulture, $"A number from {least} to {most:0.####} with at most {digits} decimals."));
        return null;
    }

    public decimal? Percent(string name) => Number(name, 0, 100, 4, "A percentage from 0 to 100 with at most 4 decimals.");

    public TimeOnly? TimeOfDay(string name) => Parsed(name, "A time of day, such as \"22:00\".",
        text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null);

    public DateOnly? Day(string name) => Parsed(name, "A day, such as \"2026-12-25\".", ReadDay);

    public DateTime? LocalTime(string name) => Parsed(name, "A local time, such as \"2026-12-31T18:00\".",
        text => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (DateTime?)null);

    public IReadOnlyList<DateOnly> Days(string name)
    {
        var days = new List<DateOnly>();
        foreach (var (value, at) in Items(name, 1000))
        {
            if (value.ValueKind == JsonValueKind.String && ReadDay(value.GetString()!) is { } day)
                days.Add(day);
            else
                mistakes.Add(at, "A day, such as \"2026-12-25\".");
        }
        return days;
    }

    /// <summary>An object within; null where it is absent.</summary>
    public PlanNode? Node(string name) => TryGet(name, out var value) ? Object(value, PathOf(name)) : null;

    /// <summary>A list of objects.</summary>
    public IEnumerable<PlanNode> Nodes(string name, int most) => Items(name, most).Select(item => Object(item.Value, item.Path)).OfType<PlanNode>();

    /// <summary>The members of an object that names its own: rate ids and their prices.</summary>
    public IEnumerable<string> OwnNames() => element.EnumerateObject().Select(member => member.Name);

    /// <summary>Notes what was never asked for: a misspelt charge must not silently cost nothing.</summary>
    public void Close()
    {
        foreach (var member in element.EnumerateObject().Where(member => !known.Contains(member.Name)))
            Wrong(member.Name, $"Unknown. Known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
    }

    private PlanNode? Object(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new PlanNode(value, at, mistakes);
        mistakes.Add(at, "An object: { ... }.");
        return null;
    }

    private List<(JsonElement Value, string Path)> Items(string name, int most)
    {
        if (!TryGet(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most)
            return [.. value.EnumerateArray().Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{index}]")))];
        Wrong(name, $"A list, [ ... ], of at most {most}.");
        return [];
    }

    private string? Code(JsonElement value, string at, Regex pattern, string right)
    {
        if (value.ValueKind == JsonValueKind.String && pattern.IsMatch(value.GetString()!))
            return value.GetString();
        mistakes.Add(at, right);
        return null;
    }

    private T? Choice<T>(JsonElement value, string at)
        where T : struct, Enum
    {
        foreach (var choice in Enum.GetValues<T>())
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(PlanMistakes.Word(choice)))
                return choice;
        }
        mistakes.Add(at, $"One of {string.Join(", ", Enum.GetValues<T>().Select(choice => PlanMistakes.Word(choice)))}.");
        return null;
    }

    private T? Parsed<T>(string name, string right, Func<string, T?> parse)
        where T : struct
    {
        if (!TryGet(name, out var value))
            return null;
        var parsed = value.ValueKind == JsonValueKind.String ? parse(value.GetString()!) : null;
        if (parsed is null)
            Wrong(name, right);
        return parsed;
    }

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private bool TryGet(string name, [MaybeNullWhen(false)] out JsonElement value)
    {
        known.Add(name);
        return element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }
}

/// <summary>The mistakes of a plan, in the order in which they were met; the first of each path.</summary>
internal sealed class PlanMistakes
{
    /// <summary>Nobody mends more at once, and a hostile document names millions.</summary>
    private const int Most = 200;

    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private readonly List<FieldError> found = [];

    public IReadOnlyList<FieldError> Found => found;

    public void Add(string path, string right)
    {
        if (found.Count < Most && paths.Add(path))
            found.Add(new FieldError(path, right));
    }

    internal static string Word(Enum value) => value.ToString() is var name && name.All(char.IsAsciiLetterUpper) ? name : JsonNamingPolicy.CamelCase.ConvertName(name);

    internal static bool Simple(string name) => name.Length is > 0 and <= 40 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    internal static string Shown(string name) => new([.. name.Where(character => !char.IsControl(character) && character != '\'').Take(40)]);
}
