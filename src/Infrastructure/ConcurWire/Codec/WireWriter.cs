using System.Globalization;
using System.Runtime.CompilerServices;
using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// Writes a message as UTF-8, element by element: no declaration, no namespace, no blanks between. One per thread is
/// kept, since every message is written in one go.
/// </summary>
internal sealed class WireWriter
{
    private const int KeptAtMost = 256 * 1024;

    /// <summary>A decimal has 29 digits at most, a point and a sign.</summary>
    private const int LongestAmount = 40;

    private static readonly ConditionalWeakTable<object, byte[]> Blocks = [];

    [ThreadStatic]
    private static WireWriter? kept;

    private byte[] buffer = new byte[8 * 1024];

    private WireWriter()
    {
    }

    public int Length { get; private set; }

    /// <summary>An empty one, until <see cref="Take"/>.</summary>
    public static WireWriter Start()
    {
        var writer = kept ?? new WireWriter();
        kept = null;
        writer.Length = 0;
        return writer;
    }

    /// <summary>What was written, behind so many bytes left free for a head; ends the use of this writer.</summary>
    public byte[] Take(int head = 0)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(head + Length);
        buffer.AsSpan(0, Length).CopyTo(bytes.AsSpan(head));
        if (buffer.Length <= KeptAtMost)
            kept = this;
        return bytes;
    }

    /// <summary>
    /// What is the same in many messages, encoded once: as long as somebody holds what it tells of, this keeps the bytes.
    /// </summary>
    /// <param name="of">Immutable; the same object each time.</param>
    public void Lasting<T>(T of, Action<WireWriter, T> write)
        where T : class
    {
        if (Blocks.TryGetValue(of, out var block))
        {
            Raw(block);
            return;
        }
        var start = Length;
        write(this, of);
        Blocks.AddOrUpdate(of, buffer[start..Length]);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Room for at least so many bytes, to be taken up by <see cref="Advance"/>.</summary>
    public Span<byte> GetSpan(int size)
    {
        if (buffer.Length - Length < size)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, Length + size));
        return buffer.AsSpan(Length);
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void Open(ReadOnlySpan<byte> name) => Tag("<"u8, name, ">"u8);

    public void Close(ReadOnlySpan<byte> name) => Tag("</"u8, name, ">"u8);

    public void Empty(ReadOnlySpan<byte> name) => Tag("<"u8, name, "/>"u8);

    public void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Empty(name);
            return;
        }
        Open(name);
        WireText.Write(this, text);
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
        some.TryFormat(GetSpan(20), out var written, format, CultureInfo.InvariantCulture);
        Advance(written);
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
        some.TryFormat(GetSpan(19), out var written, "s", CultureInfo.InvariantCulture);
        Advance(written);
        Close(name);
    }

    public void Amount(ReadOnlySpan<byte> name, Money? amount)
    {
        if (amount is not { } some)
        {
            Empty(name);
            return;
        }
        Open(name);
        Amount(some);
        Close(name);
    }

    /// <summary>The one element of this protocol with an attribute that replies must have.</summary>
    public void SurCharge(Money? amount, string description)
    {
        Raw("<SurCharge desc=\""u8);
        WireText.Write(this, description);
        if (amount is { } some)
        {
            Raw("\">"u8);
            Amount(some);
            Close("SurCharge"u8);
        }
        else
            Raw("\"/>"u8);
    }

    public void NoError() => Raw("<Error><ErrorCode/><ErrorSource/><ErrorDescription/></Error>"u8);

    public void Error(int code, Refusal refusal)
    {
        Open("Error"u8);
        Number("ErrorCode"u8, code);
        Text("ErrorSource"u8, refusal.Element);
        Text("ErrorDescription"u8, refusal.Message);
        Close("Error"u8);
    }

    private void Amount(Money amount)
    {
        amount.TryWriteAmount(GetSpan(LongestAmount), out var written);
        Advance(written);
    }

    private void Tag(ReadOnlySpan<byte> start, ReadOnlySpan<byte> name, ReadOnlySpan<byte> end)
    {
        var tag = GetSpan(start.Length + name.Length + end.Length);
        start.CopyTo(tag);
        name.CopyTo(tag[start.Length..]);
        end.CopyTo(tag[(start.Length + name.Length)..]);
        Length += start.Length + name.Length + end.Length;
    }
}
