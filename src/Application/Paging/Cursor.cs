using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GroundTransport.Application.Paging;

/// <summary>Cursors: opaque to callers, and only ever read back as a position.</summary>
public static class Cursor
{
    public const int LongestPage = 200;

    private static readonly long EndOfTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(DateTimeOffset time, long id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds()}.{id}")));

    /// <summary>For lists in the order of a code.</summary>
    public static string Of(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));

    /// <summary>The code that a cursor points at; null where it is none.</summary>
    public static string? ReadText(string cursor) =>
        cursor.Length is > 0 and <= 64 && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var code && PlainText.Is(code) ? code : null;

    /// <summary>The position; null where the text is no cursor of ours.</summary>
    public static ListPosition? Read(string text)
    {
        if (text.Length > 64 || !Base64Url.IsValid(text))
            return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time <= EndOfTime
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ListPosition(time, id)
            : null;
    }

    /// <summary>Cuts one row too many off, and makes the next page's cursor of the last that stays.</summary>
    public static Page<T> Page<T>(IReadOnlyList<T> oneMore, int limit, Func<T, string> cursorOf) =>
        oneMore.Count <= limit
            ? new Page<T>(oneMore, null)
            : new Page<T>([.. oneMore.Take(limit)], cursorOf(oneMore[limit - 1]));
}
