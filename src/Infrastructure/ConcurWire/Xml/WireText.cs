using System.Buffers;
using System.Text;

namespace GroundTransport.Infrastructure.ConcurWire.Xml;

/// <summary>
/// Writes any text as XML character data, valid in an element and in a quoted attribute. What XML 1.0 can't contain (most
/// control characters, half surrogate pairs) becomes U+FFFD, so that no text makes a message unreadable.
/// </summary>
internal static class WireText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static void Write(WireWriter output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                plain = text.Length;
            if (plain > 0)
                output.Advance(Encoding.UTF8.GetBytes(text[..plain], output.GetSpan(plain)));
            text = text[plain..];
            if (!text.IsEmpty)
                text = text[WriteOne(output, text)..];
        }
    }

    /// <summary>Writes the first character; returns its number of UTF-16 units.</summary>
    private static int WriteOne(WireWriter output, ReadOnlySpan<char> text)
    {
        // Half a surrogate pair decodes as U+FFFD.
        Rune.DecodeFromUtf16(text, out var rune, out var units);
        switch (rune.Value)
        {
            case '&':
                output.Raw("&amp;"u8);
                break;
            case '<':
                output.Raw("&lt;"u8);
                break;
            case '>':
                output.Raw("&gt;"u8);
                break;
            case '"':
                output.Raw("&quot;"u8);
                break;
            // As references: a parser turns them into spaces in an attribute, and a carriage return into a line feed anywhere.
            case '\t':
                output.Raw("&#x9;"u8);
                break;
            case '\n':
                output.Raw("&#xA;"u8);
                break;
            case '\r':
                output.Raw("&#xD;"u8);
                break;
            case < ' ' or 0xFFFE or 0xFFFF:
                Write(output, Rune.ReplacementChar);
                break;
            default:
                Write(output, rune);
                break;
        }
        return units;
    }

    private static void Write(WireWriter output, Rune rune) => output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
}
