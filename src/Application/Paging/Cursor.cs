using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GroundTransport.Application.Paging;

/// <summary>Cursors of lists: opaque to callers, parsed only as a position.</summary>
public static class Cursor
{
    public const int LongestPage = 200;

    private const int LongestCursor = 64;

    private static readonly long EndOfTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(DateTimeOffset time, long id) =>
        Of(string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds()}.{id}"));

    /// <summary>The cursor of a list that has several orders: it is valid for this one only.</summary>
    public static string Of<TSort>(DateTimeOffset time, long id, TSort sort)
        where TSort : struct, Enum =>
        Of(string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds()}.{id}.{sort}"));

    /// <summary>The cursor of a list that is sorted by a code.</summary>
    public static string Of(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));

    /// <summary>The code in a cursor; null if the cursor is invalid.</summary>
    public static string? ReadText(string cursor) =>
        cursor.Length is > 0 and <= LongestCursor && Base64Url.IsValid(cursor)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var code && PlainText.Is(code)
            ? code
            : null;

    /// <summary>The position in a cursor; null if the cursor is invalid.</summary>
    public static ListPosition? Read(string text) =>
        Parts(text) is [var time, var id] ? Position(time, id) : null;

    /// <summary>The position in a cursor of a list with several orders; null if the cursor is invalid, or of another order.</summary>
    public static ListPosition? Read<TSort>(string text, TSort sort)
        where TSort : struct, Enum =>
        Parts(text) is [var time, var id, var order] && order == sort.ToString() ? Position(time, id) : null;

    private static string[] Parts(string text) =>
        text.Length > LongestCursor || !Base64Url.IsValid(text) ? []
        : Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');

    private static ListPosition? Position(string unixMilliseconds, string number) =>
        long.TryParse(unixMilliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time <= EndOfTime
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ListPosition(time, id)
            : null;

    /// <summary>Cuts off the extra row, and takes the next page's cursor from the last row that stays.</summary>
    public static Page<T> Page<T>(IReadOnlyList<T> rows, int limit, Func<T, string> cursorOf) =>
        rows.Count <= limit
            ? new Page<T>(rows, null)
            : new Page<T>([.. rows.Take(limit)], cursorOf(rows[limit - 1]));

    /// <summary>A page of a short list that is sorted by a code: it is cut here, not in the database.</summary>
    /// <param name="after">The cursor of the last page; null for the first.</param>
    public static Page<T> Page<T>(IEnumerable<T> all, string? after, int limit, Func<T, string> codeOf)
    {
        var last = after is null ? "" : ReadText(after)!;
        var rows = all.Where(row => string.CompareOrdinal(codeOf(row), last) > 0)
            .OrderBy(codeOf, StringComparer.Ordinal).Take(limit + 1).ToList();
        return Page(rows, limit, row => Of(codeOf(row)));
    }
}
