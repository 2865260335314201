using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GroundTransport.Application.Csv;
using GroundTransport.Domain;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>The rates of a rate plan as a table: a row for each rate, a column for each field.</summary>
internal static partial class RatesTable
{
    private const string NumberExpected = "A number with a point as decimal mark, such as 35.00.";
    private const string FlagExpected = "Either true or false.";

    /// <summary>The columns in their order, and how JSON writes their values.</summary>
    public static readonly IReadOnlyList<(string Name, JsonValueKind Kind)> Columns =
    [
        ("id", JsonValueKind.String), ("kind", JsonValueKind.String), ("vehicleId", JsonValueKind.String),
        ("from", JsonValueKind.String), ("to", JsonValueKind.String), ("zone", JsonValueKind.String), ("bothWays", JsonValueKind.True),
        ("price", JsonValueKind.Number), ("base", JsonValueKind.Number), ("perMile", JsonValueKind.Number), ("miles", JsonValueKind.Number),
        ("perKm", JsonValueKind.Number), ("km", JsonValueKind.Number), ("minimum", JsonValueKind.Number),
        ("perHour", JsonValueKind.Number), ("minimumHours", JsonValueKind.Number), ("incrementMinutes", JsonValueKind.Number),
        ("minutes", JsonValueKind.Number), ("text", JsonValueKind.String),
    ];

    private static readonly IReadOnlyList<string> Names = [.. Columns.Select(column => column.Name)];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string document)
    {
        using var plan = JsonDocument.Parse(document, RatePlanDocument.Options);
        return CsvText.Write(Names, plan.RootElement.GetProperty("rates").EnumerateArray()
            .Select(rate => Names.Select(name => rate.TryGetProperty(name, out var value) ? CellOf(value) : "").ToList()));
    }

    /// <summary>The document with these rates instead of its own; everything else in it stays as it was written.</summary>
    public static (RatesInPlan? Plan, IReadOnlyList<FieldError> Mistakes) Insert(string document, string csv)
    {
        var (rows, mistakes) = CsvText.Read(csv, Names);
        if (mistakes.Count > 0)
            return (null, mistakes);
        var wrong = new List<FieldError>();
        var rates = new JsonArray([.. rows.Select(row => RateOf(row, wrong))]);
        if (wrong.Count > 0)
            return (null, wrong);
        using var plan = JsonDocument.Parse(document, RatePlanDocument.Options);
        using var inserted = JsonDocument.Parse(rates.ToJsonString());
        // The same rates are the same document, and so the same version.
        var changed = JsonElement.DeepEquals(plan.RootElement.GetProperty("rates"), inserted.RootElement)
            ? document
            : Replace(document, rates);
        return (new RatesInPlan(changed, [.. rows.Select(row => row.Number)]), []);
    }

    private static string CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static JsonObject RateOf(CsvRow row, List<FieldError> mistakes)
    {
        var rate = new JsonObject();
        foreach (var (name, text) in row.Cells)
        {
            var kind = Columns.First(column => column.Name == name).Kind;
            rate[name] = ValueOf(text, kind);
            if (rate[name] is not null)
                continue;
            var expected = kind == JsonValueKind.Number ? NumberExpected : FlagExpected;
            mistakes.Add(new FieldError(CsvText.CellName(row.Number, name), expected));
        }
        return rate;
    }

    private static JsonValue? ValueOf(string text, JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => JsonValue.Create(text),
        JsonValueKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        _ => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null,
    };

    /// <summary>One rate a line. Spliced in, so that comments and layout of the rest survive.</summary>
    private static string Replace(string document, JsonArray rates)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            CommentHandling = RatePlanDocument.Options.CommentHandling,
            AllowTrailingCommas = true,
        });
        while (reader.Read() && !(reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("rates")))
        {
        }
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var lines = rates.Select(rate => $"    {rate!.ToJsonString(Readable)}");
        var list = $"[\n{string.Join(",\n", lines)}\n  ]";
        return Encoding.UTF8.GetString(bytes[..start]) + list + Encoding.UTF8.GetString(bytes[(int)reader.BytesConsumed..]);
    }

    /// <summary>A rate's place in a path of the document, such as <c>$.rates[3].price</c>.</summary>
    [GeneratedRegex(@"^\$\.rates\[(?<index>[0-9]+)\](?:\.(?<field>[A-Za-z]+))?$")]
    internal static partial Regex PathOfRate();
}

/// <summary>A plan's document whose rates came from a table.</summary>
/// <param name="Rows">The row of each rate.</param>
internal sealed record RatesInPlan(string Document, IReadOnlyList<int> Rows)
{
    /// <summary>A refusal of the document with the rows and columns of the table instead of the paths of its rates.</summary>
    public Refusal InTable(Refusal refusal) => refusal with
    {
        Field = InTable(refusal.Field),
        Fields = [.. refusal.Fields.Select(error => error with { Field = InTable(error.Field) })],
    };

    private Field InTable(Field field)
    {
        if (RatesTable.PathOfRate().Match(field.Name) is not { Success: true } path)
            return field;
        var row = Rows[int.Parse(path.Groups["index"].Value, CultureInfo.InvariantCulture)];
        return path.Groups["field"] is { Success: true, Value: var column } ? CsvText.CellName(row, column) : CsvText.RowName(row);
    }
}
