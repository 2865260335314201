using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.Infrastructure.ConcurWire.Receipts;
using GroundTransport.Infrastructure.Outgoing;

namespace GroundTransport.Infrastructure.ConcurClient.Receipts;

/// <summary>
/// Reads the answers of Concur's receipt service (receipts-v4: Post a Receipt, Get Receipt Status, Get Receipts By UserId).
/// </summary>
internal static partial class ReceiptResponses
{
    /// <summary>Concur's id and the address of the status; null: the answer names none that may be used.</summary>
    public static (string Id, string StatusUrl)? Accepted(OutgoingResponse.Received response, Uri geolocation, GeolocationRule rule)
    {
        var status = ProcessingStatus().Match(response.Link) is { Success: true } link
            && Uri.TryCreate(geolocation, link.Groups[1].Value, out var named) && IsAllowed(named, rule)
            && named.AbsoluteUri.Length <= ReceiptDelivery.LongestStatusUrl ? named : null;
        var id = IdIn(response.Location) ?? IdIn(status);
        return id is null ? null : (id, (status ?? ReceiptRequests.StatusOf(geolocation, id)).AbsoluteUri);
    }

    /// <summary>How far a receipt is, with the log of its processing.</summary>
    public static (ReceiptAnswerKind Kind, string Text, string Details) Status(byte[]? body)
    {
        if (Parse(body) is not { } root)
            return (ReceiptAnswerKind.Unreadable, "The status of the receipt can't be read", "");
        var status = Text(root, "status");
        var kind = status switch
        {
            "PROCESSED" => ReceiptAnswerKind.Processed,
            "FAILED" => ReceiptAnswerKind.ProcessingFailed,
            "ACCEPTED" or "PROCESSING" => ReceiptAnswerKind.Processing,
            _ => ReceiptAnswerKind.Unreadable,
        };
        var name = kind == ReceiptAnswerKind.Unreadable ? "an unknown status" : status;
        return (kind, $"Concur: {name}", Cut(string.Join('\n', Logs(root))));
    }

    /// <summary>Why Concur refused a receipt: its <c>validationErrors</c>, else its answer; redacted as in the wire log.</summary>
    public static string Refusal(byte[]? body)
    {
        var why = Parse(body) is { } root && root.TryGetProperty("validationErrors", out var errors)
            ? JsonMarshal.GetRawUtf8Value(errors).ToArray()
            : body;
        return SafeText.SingleLine(ReceiptRedaction.Of(why), ReceiptAnswer.MaxDetails);
    }

    /// <summary>
    /// Looks for a receipt of ours in a page of the user's: nothing but ids and references are read. Null: the page can't be read.
    /// </summary>
    public static (string? Id, Uri? Next)? Find(byte[]? body, string reference, Uri page, GeolocationRule rule)
    {
        if (Parse(body) is not { } root || !root.TryGetProperty("receipts", out var receipts) || receipts.ValueKind != JsonValueKind.Array)
            return null;
        foreach (var receipt in receipts.EnumerateArray().Where(receipt => receipt.ValueKind == JsonValueKind.Object))
        {
            if (receipt.TryGetProperty("receipt", out var content) && content.ValueKind == JsonValueKind.Object
                && Text(content, "reference") == reference)
                return Text(receipt, "id") is var id && IsId(id) ? (id, null) : null;
        }
        if (!root.TryGetProperty("next", out var next) || next.ValueKind == JsonValueKind.Null)
            return (null, null);
        if (next.ValueKind == JsonValueKind.String && next.ValueEquals(""))
            return (null, null);
        // A page that may have a next one isn't the last, whatever its address is.
        return Text(root, "next") is { Length: > 0 } address
            && Uri.TryCreate(page, address, out var following) && IsAllowed(following, rule) ? (null, following) : null;
    }

    /// <summary>Only Concur's own addresses get its token.</summary>
    public static bool IsAllowed(Uri url, GeolocationRule rule) => rule.Base(url.GetLeftPart(UriPartial.Authority)) is not null;

    private static IEnumerable<string> Logs(JsonElement root)
    {
        if (!root.TryGetProperty("logs", out var logs) || logs.ValueKind != JsonValueKind.Array)
            return [];
        return logs.EnumerateArray().Where(line => line.ValueKind == JsonValueKind.Object).Select(line => SafeText.SingleLine(
            $"{Text(line, "timestamp")} {Text(line, "logLevel")} {Text(line, "message")}", SafeText.MaxLength));
    }

    private static string? IdIn(Uri? url)
    {
        var last = url?.OriginalString.Split('?', '#')[0].TrimEnd('/').Split('/')[^1];
        return last is not null && IsId(last) ? last : null;
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= 100 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    private static JsonElement? Parse(byte[]? body)
    {
        try
        {
            if (body is null)
                return null;
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that aren't UTF-8: the parser decodes a string only when it is read.
            return "";
        }
    }

    private static string Cut(string text) => text.Length <= ReceiptAnswer.MaxDetails ? text : text[..ReceiptAnswer.MaxDetails];

    [GeneratedRegex("<([^<>]{1,1000})>\\s*;\\s*rel=\"?processing-status\"?", RegexOptions.IgnoreCase)]
    private static partial Regex ProcessingStatus();
}
