using System.Text;
using System.Text.Json;
using GroundTransport.Application.Documents;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>
/// A rate plan as the vendor writes it: one JSON document (docs/schemas/rate-plan.schema.json), accepted as a whole or not at
/// all.
/// </summary>
public static class RatePlanDocument
{
    /// <summary>The largest document, in bytes.</summary>
    public const int MaxSize = 8 * 1024 * 1024;

    internal static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a plan that was validated before it was stored.</summary>
    /// <exception cref="InvalidDataException">It isn't valid, because another release stored it.</exception>
    public static RatePlan Read(string document, string vendorCode, int version)
    {
        var (plan, mistakes) = Check(document);
        if (plan is not null)
            return plan with { VendorCode = vendorCode, Version = version };
        var (field, message) = (mistakes[0].Field.Name, mistakes[0].Message);
        throw new InvalidDataException($"Rate plan {version} of vendor {vendorCode} can't be read: {field} {message}");
    }

    /// <summary>The plan, or every mistake in it with its JSON path and what is expected there.</summary>
    /// <param name="vendorCurrency">Null for any.</param>
    public static (RatePlan? Plan, IReadOnlyList<FieldError> Mistakes) Check(string document, string? vendorCurrency = null)
    {
        // JSON permits a NUL in a comment, and not every database can store one.
        if (document.Contains('\0', StringComparison.Ordinal))
            return (null, [new FieldError("$", "The document contains a NUL character. Send plain text.")]);
        try
        {
            using var json = JsonDocument.Parse(document, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, [new FieldError("$", "A rate plan is an object: { ... }.")]);
            var mistakes = new DocumentMistakes();
            var plan = new PlanReader(new DocumentNode(json.RootElement, "$", mistakes), vendorCurrency).Read();
            return mistakes.Found.Count == 0 ? (plan, []) : (null, mistakes.Found);
        }
        catch (JsonException invalid)
        {
            var position = $"line {invalid.LineNumber + 1}, character {invalid.BytePositionInLine + 1}";
            return (null, [new FieldError("$", $"Invalid JSON at {position}. A name may occur only once in its object.")]);
        }
        catch (InvalidOperationException) when (HasHalfASurrogatePair(document))
        {
            const string message = "An escape is half of a surrogate pair: \\ud800 to \\udbff must be followed by \\udc00 to \\udfff.";
            return (null, [new FieldError("$", message)]);
        }
    }

    /// <summary>Such an escape is valid JSON, but can't be decoded as text.</summary>
    private static bool HasHalfASurrogatePair(string document)
    {
        var options = new JsonReaderOptions
        {
            CommentHandling = Options.CommentHandling,
            AllowTrailingCommas = Options.AllowTrailingCommas,
            MaxDepth = Options.MaxDepth,
        };
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(document), options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
