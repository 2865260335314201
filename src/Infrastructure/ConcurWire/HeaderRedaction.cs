using System.Buffers;
using System.Text;
using GroundTransport.Infrastructure.Outgoing;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>
/// The HTTP headers of a message as the wire log stores them: a line each with its name, and with its value if that is on the list. Of
/// credentials only the scheme is shown.
/// </summary>
public static class HeaderRedaction
{
    private const int MaxHeaders = 50, MaxNameLength = 60, MaxValueLength = 200;
    private const string Redacted = "…";

    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Age", "Allow", "Cache-Control", "Connection",
        "Content-Encoding", "Content-Language", "Content-Length", "Content-Type", "Date", "Expect", "Expires", "Host", "Keep-Alive",
        "Pragma", "Retry-After", "Server", "Strict-Transport-Security", "Transfer-Encoding", "User-Agent", "Vary", "Via",
        "X-Content-Type-Options", "X-Forwarded-Proto", "concur-correlationid", "correlationid", "traceparent",
    };

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <param name="headers">Names with their values; several of the same name in one.</param>
    /// <param name="secrets">Values that are removed wherever they are.</param>
    public static string Of(IEnumerable<KeyValuePair<string, string>> headers, params ReadOnlySpan<string> secrets)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var (name, value) in headers)
        {
            if (++count > MaxHeaders)
                return text.Append("(cut)").ToString();
            if (text.Length > 0)
                text.Append('\n');
            text.Append(SafeText.SingleLine(name, MaxNameLength, secrets)).Append(": ").Append(Value(name, value, secrets));
        }
        return text.ToString();
    }

    internal static string Of(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, params ReadOnlySpan<string> secrets) =>
        Of(headers.Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value))), secrets);

    private static string Value(string name, string value, ReadOnlySpan<string> secrets)
    {
        if (Allowed.Contains(name))
            return SafeText.SingleLine(value, MaxValueLength, secrets);
        if (value.Length == 0)
            return "";
        // "Basic", "Bearer": what somebody looks for whose credentials are refused.
        var isCredential = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        return isCredential && value.IndexOf(' ') is > 0 and <= 10 and var end && !value.AsSpan(0, end).ContainsAnyExcept(Letters)
            ? $"{value[..end]} {Redacted}"
            : Redacted;
    }
}
