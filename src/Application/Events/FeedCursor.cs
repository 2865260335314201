using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GroundTransport.Application.Events;

/// <summary>A reader's place in a feed; opaque to callers.</summary>
/// <param name="Identity">The feed that it belongs to.</param>
/// <param name="Position">The last position that the reader has passed.</param>
public sealed record FeedCursor(string Identity, long Position)
{
    private const int MaxLength = 64;

    /// <summary>The cursor in a text; null if it isn't one.</summary>
    public static FeedCursor? Read(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        return parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new FeedCursor(parts[0], position)
            : null;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Identity}.{Position}")));
}
