using System.Globalization;
using GroundTransport.Application;

namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>
/// Makes text from outside safe for a log and for the operator: one line, of limited length, without secrets and card numbers.
/// </summary>
internal static class SafeText
{
    /// <summary>The length that the outbox stores.</summary>
    public const int MaxLength = 500;

    public static string SingleLine(string text, int maxLength, params ReadOnlySpan<string> secrets)
    {
        // The secrets first, while they are still complete.
        var masked = text;
        foreach (var secret in secrets)
            masked = Mask(masked, secret);
        masked = CardNumbers.Mask(masked);
        var line = new string([.. masked.Take(maxLength).Select(c => IsPrintable(c) ? c : ' ')]);
        return line.Trim();
    }

    private static string Mask(string text, string secret) =>
        secret.Length == 0 ? text : text.Replace(secret, "***", StringComparison.Ordinal);

    /// <summary>No line break of any kind, nothing invisible, and no half of a surrogate pair.</summary>
    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
