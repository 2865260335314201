using System.Globalization;

namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>What came from Concur, made fit for a log and the operator's list: one line, bounded, without our secrets.</summary>
internal static class AnswerText
{
    /// <summary>As long as the outbox keeps it.</summary>
    public const int Longest = 500;

    public static string Line(string text, int longest, params ReadOnlySpan<string> secrets)
    {
        // First the secrets, while they are still whole.
        var safe = text;
        foreach (var secret in secrets)
            safe = Without(safe, secret);
        var line = new string([.. safe.Take(longest).Select(c => IsPlain(c) ? c : ' ')]);
        return line.Trim();
    }

    private static string Without(string text, string secret) =>
        secret.Length == 0 ? text : text.Replace(secret, "***", StringComparison.Ordinal);

    /// <summary>No new line by whatever name, nothing invisible, and no half of a character.</summary>
    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
