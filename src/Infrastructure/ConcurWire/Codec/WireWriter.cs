using System.Buffers;
using System.Globalization;
using GroundTransport.Domain;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// Writes a message as UTF-8, element by element: no declaration, no namespace, no blanks between. One per thread is
/// kept, since every message is written in one go.
/// </summary>
internal sealed class WireWriter
{
    private const int KeptAtMost = 256 * 1024;

    [ThreadStatic]
    private static WireWriter? kept;

    private readonly ArrayBufferWriter<byte> output = new(8 * 1024);

    private WireWriter()
    {
    }

    public int Length => output.WrittenCount;

    /// <summary>An empty one, until <see cref="Take"/>.</summary>
    public static WireWriter Start()
    {
        var writer = kept ?? new WireWriter();
        kept = null;
        writer.output.ResetWrittenCount();
        return writer;
    }

    /// <summary>What was written, behind so many bytes left free for a head; ends the use of this writer.</summary>
    public byte[] Take(int head = 0)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(head + output.WrittenCount);
        output.WrittenSpan.CopyTo(bytes.AsSpan(head));
        if (output.Capacity <= KeptAtMost)
            kept = this;
        return bytes;
    }

    public void Open(ReadOnlySpan<byte> name)
    {
        output.Write("<"u8);
        output.Write(name);
        output.Write(">"u8);
    }

    public void Close(ReadOnlySpan<byte> name)
    {
        output.Write("</"u8);
        output.Write(name);
        output.Write(">"u8);
    }

    public void Empty(ReadOnlySpan<byte> name)
    {
        output.Write("<"u8);
        output.Write(name);
        output.Write("/>"u8);
    }

    public void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Empty(name);
            return;
        }
        Open(name);
        WireText.Write(output, text);
        Close(name);
    }

    public void Number(ReadOnlySpan<byte> name, long? number, ReadOnlySpan<char> format = default)
    {
        if (number is not { } some)
        {
            Empty(name);
            return;
        }
        Open(name);
        some.TryFormat(output.GetSpan(20), out var written, format, CultureInfo.InvariantCulture);
        output.Advance(written);
        Close(name);
    }

    /// <summary>Seconds always, never a fraction or an offset.</summary>
    public void Moment(ReadOnlySpan<byte> name, DateTime? clock)
    {
        if (clock is not { } some)
        {
            Empty(name);
            return;
        }
        Open(name);
        some.TryFormat(output.GetSpan(19), out var written, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        output.Advance(written);
        Close(name);
    }

    public void Amount(ReadOnlySpan<byte> name, Money? amount) => Text(name, amount?.ToAmountText());

    /// <summary>The one element of this protocol with an attribute that replies must have.</summary>
    public void SurCharge(Money? amount, string description)
    {
        output.Write("<SurCharge desc=\""u8);
        WireText.Write(output, description);
        if (amount is { } some)
        {
            output.Write("\">"u8);
            WireText.Write(output, some.ToAmountText());
            Close("SurCharge"u8);
        }
        else
            output.Write("\"/>"u8);
    }

    public void NoError() => output.Write("<Error><ErrorCode/><ErrorSource/><ErrorDescription/></Error>"u8);

    public void Error(int code, Refusal refusal)
    {
        Open("Error"u8);
        Number("ErrorCode"u8, code);
        Text("ErrorSource"u8, refusal.Element);
        Text("ErrorDescription"u8, refusal.Message);
        Close("Error"u8);
    }
}
