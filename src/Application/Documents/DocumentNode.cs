using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GroundTransport.Domain;

namespace GroundTransport.Application.Documents;

/// <summary>
/// One object of a JSON document while it is read. What is absent or wrong is read as null; what is wrong is recorded with its
/// path, one mistake per path, so that one pass finds all mistakes.
/// </summary>
internal sealed class DocumentNode(JsonElement element, string path, DocumentMistakes mistakes)
{
    public const int MaxCodes = 5000;

    private const string DateExpected = "A date, such as \"2026-12-25\".";

    private static readonly string[] InstantFormats =
    [
        .. new[] { ":ss", "", ":ss.FFFFFFF" }
            .SelectMany(part => new[] { $"yyyy-MM-dd'T'HH:mm{part}'Z'", $"yyyy-MM-dd'T'HH:mm{part}zzz" }),
    ];

    private readonly HashSet<string> known = new(16, StringComparer.Ordinal);
    private int found;

    public string PathOf(string name) =>
        DocumentMistakes.IsSimpleName(name) ? $"{path}.{name}" : $"{path}['{DocumentMistakes.ForDisplay(name)}']";

    public void AddMistake(string name, string expected) => mistakes.Add(PathOf(name), expected);

    /// <summary>Records a mistake of the object as a whole.</summary>
    public void AddMistake(string expected) => mistakes.Add(path, expected);

    public void AddMistakeAt(string at, string expected) => mistakes.Add(at, expected);

    public bool Has(string name) => TryGet(name, out _);

    public bool IsEmptyList(string name) =>
        TryGet(name, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    /// <summary>Records a mistake for each of these that is absent.</summary>
    public DocumentNode Require(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Has(name))
                AddMistake(name, $"Missing. Required here: {string.Join(", ", names!)}.");
        }
        return this;
    }

    /// <summary>Text that isn't blank.</summary>
    public string? Text(string name, int maxLength = 200)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text
            && text.Length <= maxLength && PlainText.Is(text))
            return text;
        AddMistake(name, $"Text of 1 to {maxLength} characters, without control characters.");
        return null;
    }

    public string? Code(string name, Regex pattern, string expected)
    {
        if (!TryGet(name, out var value))
            return null;
        if (ReadCode(value, pattern) is { } code)
            return code;
        AddMistake(name, expected);
        return null;
    }

    public IEnumerable<(string Code, string Path)> Codes(
        string name, Regex pattern, string expected, int maxCount = MaxCodes)
    {
        foreach (var (value, at) in Items(name, maxCount))
        {
            if (ReadCode(value, pattern) is { } code)
                yield return (code, at);
            else
                mistakes.Add(at, expected);
        }
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (!TryGet(name, out var value))
            return null;
        if (ReadChoice<T>(value) is { } choice)
            return choice;
        AddMistake(name, OneOf<T>());
        return null;
    }

    public IReadOnlyList<T> Choices<T>(string name)
        where T : struct, Enum
    {
        var choices = new List<T>();
        foreach (var (value, at) in Items(name, 100))
        {
            if (ReadChoice<T>(value) is { } choice)
                choices.Add(choice);
            else
                mistakes.Add(at, OneOf<T>());
        }
        return choices;
    }

    public bool Flag(string name)
    {
        if (!TryGet(name, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            AddMistake(name, "Either true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public int? Integer(string name, int min, int max) =>
        (int?)Number(name, min, max, 0, string.Create(CultureInfo.InvariantCulture, $"A whole number from {min} to {max}."));

    public decimal? Number(string name, decimal min, decimal max, int decimals, string? expected = null)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && number >= min && number <= max && decimal.Round(number, decimals) == number)
            return number;
        AddMistake(name, expected ?? string.Create(
            CultureInfo.InvariantCulture, $"A number from {min} to {max:0.####} with at most {decimals} decimals."));
        return null;
    }

    public decimal? Percent(string name) => Number(name, 0, 100, 4, "A percentage from 0 to 100 with at most 4 decimals.");

    public TimeOnly? TimeOfDay(string name) => Parsed(name, "A time of day, such as \"22:00\".",
        text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : (TimeOnly?)null);

    public DateOnly? Day(string name) => Parsed(name, DateExpected, ReadDay);

    public DateTime? LocalTime(string name) => Parsed(name, "A local time, such as \"2026-12-31T18:00\".",
        text => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : (DateTime?)null);

    /// <summary>A time with its offset.</summary>
    public DateTimeOffset? Instant(string name) => Parsed(name, "A time with its offset, such as \"2030-05-19T22:00:00Z\".", ReadInstant);

    public IReadOnlyList<DateOnly> Days(string name)
    {
        var days = new List<DateOnly>();
        foreach (var (value, at) in Items(name, 1000))
        {
            if (value.ValueKind == JsonValueKind.String && ReadDay(value.GetString()!) is { } day)
                days.Add(day);
            else
                mistakes.Add(at, DateExpected);
        }
        return days;
    }

    /// <summary>A nested object; null if it is absent.</summary>
    public DocumentNode? Node(string name) => TryGet(name, out var value) ? Object(value, PathOf(name)) : null;

    /// <summary>A list of objects.</summary>
    public IEnumerable<DocumentNode> Nodes(string name, int maxCount) =>
        Items(name, maxCount).Select(item => Object(item.Value, item.Path)).OfType<DocumentNode>();

    /// <summary>The names of the members, for an object whose members aren't fixed: rate ids with their prices.</summary>
    public IEnumerable<string> MemberNames() => element.EnumerateObject().Select(member => member.Name);

    /// <summary>Records members that weren't read: a misspelt charge must not silently cost nothing.</summary>
    public void RejectUnknownMembers()
    {
        if (found == element.GetPropertyCount())
            return;
        foreach (var member in element.EnumerateObject().Where(member => !known.Contains(member.Name)))
            AddMistake(member.Name, $"Unknown. Allowed here: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
    }

    private DocumentNode? Object(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new DocumentNode(value, at, mistakes);
        mistakes.Add(at, "An object: { ... }.");
        return null;
    }

    private List<(JsonElement Value, string Path)> Items(string name, int maxCount)
    {
        if (!TryGet(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= maxCount)
        {
            var listPath = PathOf(name);
            return
            [
                .. value.EnumerateArray().Select(
                    (item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{listPath}[{index}]"))),
            ];
        }
        AddMistake(name, $"A list, [ ... ], of at most {maxCount}.");
        return [];
    }

    private static string? ReadCode(JsonElement value, Regex pattern) =>
        value.ValueKind == JsonValueKind.String && value.GetString()! is var code && pattern.IsMatch(code) ? code : null;

    private static T? ReadChoice<T>(JsonElement value)
        where T : struct, Enum
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        foreach (var (choice, word) in EnumWords.All<T>())
        {
            if (value.ValueEquals(word))
                return choice;
        }
        return null;
    }

    private static string OneOf<T>()
        where T : struct, Enum => $"One of {string.Join(", ", EnumWords.All<T>().Select(choice => choice.Value))}.";

    private T? Parsed<T>(string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (!TryGet(name, out var value))
            return null;
        var parsed = value.ValueKind == JsonValueKind.String ? parse(value.GetString()!) : null;
        if (parsed is null)
            AddMistake(name, expected);
        return parsed;
    }

    private static DateTimeOffset? ReadInstant(string text) =>
        DateTimeOffset.TryParseExact(
            text, InstantFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is >= 1970 and <= 2199
            ? time
            : null;

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private bool TryGet(string name, [MaybeNullWhen(false)] out JsonElement value)
    {
        var isNew = known.Add(name);
        if (!element.TryGetProperty(name, out value))
            return false;
        found += isNew ? 1 : 0;
        return value.ValueKind != JsonValueKind.Null;
    }
}

/// <summary>The mistakes of a document in the order in which they were found, one per path.</summary>
internal sealed class DocumentMistakes
{
    /// <summary>Nobody corrects more at once, and a hostile document could contain millions.</summary>
    private const int MaxCount = 200;

    private const int MaxNameLength = 40;

    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private readonly List<FieldError> found = [];

    public IReadOnlyList<FieldError> Found => found;

    public void Add(string path, string expected)
    {
        if (found.Count < MaxCount && paths.Add(path))
            found.Add(new FieldError(path, expected));
    }

    internal static bool IsSimpleName(string name) => name.Length is > 0 and <= MaxNameLength
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    /// <summary>A name from the document, made safe for a path.</summary>
    internal static string ForDisplay(string name) =>
        new([.. name.Where(character => !char.IsControl(character) && character != '\'').Take(MaxNameLength)]);
}
