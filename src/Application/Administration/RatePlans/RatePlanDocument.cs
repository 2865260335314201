using System.Text;
using System.Text.Json;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>A rate plan as the vendor writes it: one JSON document (docs/schemas/rate-plan.schema.json), read whole or not at all.</summary>
public static class RatePlanDocument
{
    /// <summary>Longest document, in bytes.</summary>
    public const int Longest = 8 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
        AllowDuplicateProperties = false,
    };

    /// <summary>A plan that was checked before it was stored.</summary>
    /// <exception cref="InvalidDataException">It isn't valid: another release stored it.</exception>
    public static RatePlan Read(string document, string vendorCode, int version)
    {
        var (plan, mistakes) = Check(document);
        return plan is null
            ? throw new InvalidDataException($"Rate plan {version} of vendor {vendorCode} can't be read: {mistakes[0].Field} {mistakes[0].Message}")
            : plan with { VendorCode = vendorCode, Version = version };
    }

    /// <summary>The plan, or every mistake in it with its JSON path and what would be right.</summary>
    /// <param name="vendorCurrency">Null: any will do.</param>
    public static (RatePlan? Plan, IReadOnlyList<FieldError> Mistakes) Check(string document, string? vendorCurrency = null)
    {
        // In a comment JSON lets even a NUL pass, and not every database keeps one.
        if (document.Contains('\0', StringComparison.Ordinal))
            return (null, [new FieldError("$", "There is a NUL in it. Send plain text.")]);
        try
        {
            using var json = JsonDocument.Parse(document, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, [new FieldError("$", "A rate plan is an object: { ... }.")]);
            var mistakes = new PlanMistakes();
            var plan = new PlanReader(new PlanNode(json.RootElement, "$", mistakes), vendorCurrency).Read();
            return mistakes.Found.Count == 0 ? (plan, []) : (null, mistakes.Found);
        }
        catch (JsonException broken)
        {
            return (null, [new FieldError("$", $"This is no JSON: look at line {broken.LineNumber + 1}, character {broken.BytePositionInLine + 1}. Every name may stand once in its object.")]);
        }
        catch (InvalidOperationException) when (HasHalfACharacter(document))
        {
            return (null, [new FieldError("$", "An escape names half of a character: after \\ud800 to \\udbff comes \\udc00 to \\udfff.")]);
        }
    }

    /// <summary>Such an escape is valid JSON, and no text that anything can be read from.</summary>
    private static bool HasHalfACharacter(string document)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(document), new JsonReaderOptions { CommentHandling = Options.CommentHandling, AllowTrailingCommas = Options.AllowTrailingCommas, MaxDepth = Options.MaxDepth });
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
