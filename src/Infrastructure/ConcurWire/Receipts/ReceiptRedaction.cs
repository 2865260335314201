using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GroundTransport.Application;

namespace GroundTransport.Infrastructure.ConcurWire.Receipts;

/// <summary>
/// A JSON message as the wire log stores it: every property, but the value only of those that identify nobody and no payment. An
/// allow-list, as <see cref="Redaction"/> is for XML.
/// </summary>
public static class ReceiptRedaction
{
    private const int MaxTextLength = 200;
    private const int MaxDepth = 20;
    private const string Redacted = "…";

    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "taxInvoice", "reference", "collectionReference", "dateTime", "total", "subtotal", "taxesTotal", "currencyCode", "amount", "source",
        "cardType", "classOfService", "startDateTime", "endDateTime", "travelDuration", "addressCountry", "sequenceNumber", "semanticsCode",
        "quantity", "status", "logLevel", "message", "timestamp", "keyword", "schemaPath", "dataPath", "code",
    };

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ReadOnlyMemory<byte> message)
    {
        if (message.IsEmpty)
            return "";
        try
        {
            using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = MaxDepth });
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, Readable))
                Write(json, document.RootElement, isAllowed: false);
            var text = Encoding.UTF8.GetString(stream.ToArray());
            return text.Length <= Redaction.MaxLength ? text : text[..Redaction.MaxLength] + "(cut)";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return $"(unreadable, {message.Length} bytes)";
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, bool isAllowed)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    json.WritePropertyName(IsName(property.Name) ? property.Name : "unknown");
                    Write(json, property.Value, Allowed.Contains(property.Name));
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, item, isAllowed);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(isAllowed && IsHarmless(element.GetString()!) ? element.GetString() : Redacted);
                break;
            case JsonValueKind.Null:
                json.WriteNullValue();
                break;
            default:
                if (isAllowed)
                    element.WriteTo(json);
                else
                    json.WriteStringValue(Redacted);
                break;
        }
    }

    private static bool IsName(string name) =>
        name.Length <= 40 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static bool IsHarmless(string text) => text.Length <= MaxTextLength && !CardNumbers.AreIn(text);
}
