using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Receipts;

/// <summary>A posted receipt: plain JSON, or a form with the JSON and a picture.</summary>
internal sealed record ReceiptContent(int Status, IReadOnlyList<string> Problems, JsonNode? Receipt, string Image)
{
    private const int MaxImageBytes = 5 * 1024 * 1024;
    private const string Link = "<http://schema.concursolutions.com/ground-transport-receipt.schema.json>;rel=describedBy";

    private static readonly JsonSchema Schema = JsonSchema.Load("ground-transport-receipt.schema.json");

    private static readonly string[] ImageTypes =
        ["image/png", "image/jpg", "image/jpeg", "image/tiff", "image/tif", "image/gif", "application/pdf"];

    public string Reference => (string?)Receipt?["reference"] ?? "";

    public static async Task<ReceiptContent> Read(HttpRequest request)
    {
        var isForm = request.HasFormContentType;
        if (!isForm && request.ContentType?.Split(';')[0] != "application/json")
            return Refuse(415, "Specified Content-Type is not supported");
        if (request.Headers["Link"].ToString() != Link)
            return Refuse(400, "Link header must be provided and include a URL to a known receipt schema");
        var form = isForm ? await request.ReadFormAsync() : null;
        var image = form?.Files["image"];
        if (image?.Length > MaxImageBytes)
            return Refuse(413, "Max file size exceeded");
        if (image is not null && !ImageTypes.Contains(image.ContentType))
            return Refuse(415, "Invalid image type");
        using var reader = new StreamReader(request.Body);
        var text = form is null ? await reader.ReadToEndAsync() : form["receipt"].ToString();
        try
        {
            var receipt = JsonNode.Parse(text);
            var problems = Schema.Validate(receipt).Select(problem => $"{problem.Path} {problem.Message}").Concat(SumsOf(receipt)).ToList();
            return new ReceiptContent(problems.Count == 0 ? 201 : 400, problems, receipt, image?.ContentType ?? "");
        }
        catch (JsonException)
        {
            return Refuse(400, "Request body could not be parsed");
        }
    }

    private static ReceiptContent Refuse(int status, string problem) => new(status, [problem], null, "");

    /// <summary>What the schema can't say: the sums, and the order of the times.</summary>
    private static IEnumerable<string> SumsOf(JsonNode? receipt)
    {
        if (receipt is not JsonObject || receipt["lineItems"] is not JsonArray lines || receipt["payments"] is not JsonArray payments)
            yield break;
        var (total, tax) = (Amount(receipt["total"]), Amount(receipt["taxesTotal"]));
        if (lines.Sum(line => Amount(line?["total"])) + tax != total)
            yield return ".lineItems and the taxes don't add up to the total";
        if (Amount(receipt["subtotal"]) != total - tax)
            yield return ".subtotal isn't the total without taxes";
        if (payments.Sum(payment => Amount(payment?["amount"])) != total)
            yield return ".payments don't add up to the total";
        if (Time(receipt["endDateTime"]) < Time(receipt["startDateTime"]))
            yield return ".endDateTime is before startDateTime";
    }

    private static decimal Amount(JsonNode? text) =>
        decimal.TryParse((string?)text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    private static DateTimeOffset? Time(JsonNode? text) =>
        (string?)text is { Length: > 2 } written
        && DateTimeOffset.TryParse(written.Insert(written.Length - 2, ":"), CultureInfo.InvariantCulture, out var time)
            ? time
            : null;
}
