using System.Globalization;
using System.Text.Json;

namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// The token endpoint's JSON, read leniently: numbers may be strings, and a malformed field matters only if it is needed
/// (authentication: Access Tokens, Response Codes).
/// </summary>
internal sealed class TokenBody
{
    private readonly JsonElement root;

    private TokenBody(JsonElement root) => this.root = root;

    public string AccessToken => Text("access_token");

    public string RefreshToken => Text("refresh_token");

    public string Geolocation => Text("geolocation");

    public string Scope => Text("scope");

    public string Error => Text("error");

    public string Description => Text("error_description");

    public decimal? ExpiresIn => Number("expires_in");

    public decimal? RefreshExpiresIn => Number("refresh_expires_in");

    public int? Code => Number("code") is { } code && code == decimal.Truncate(code) && code is >= 0 and <= int.MaxValue ? (int)code : null;

    public bool IsRefusal => Code is not null || Error.Length > 0;

    /// <summary>Null if it isn't a JSON object.</summary>
    public static TokenBody? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new TokenBody(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Text(string name)
    {
        try
        {
            return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that aren't UTF-8: the parser decodes a string only when it is read.
            return "";
        }
    }

    private decimal? Number(string name)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number)
            return value.TryGetDecimal(out var number) ? number : null;
        return decimal.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var written) ? written : null;
    }
}
