using System.Globalization;
using System.Runtime.CompilerServices;
using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;
using GroundTransport.Infrastructure.ConcurWire.Codes;

namespace GroundTransport.Infrastructure.ConcurWire.Xml;

/// <summary>
/// Writes a message as UTF-8, element by element: no declaration, no namespace, no white space between elements. Each thread
/// keeps one for reuse: a message is written without interruption.
/// </summary>
internal sealed class WireWriter
{
    private const int MaxKeptBuffer = 256 * 1024;

    /// <summary>At most 29 digits, a decimal point and a sign.</summary>
    private const int MaxAmountLength = 40;

    /// <summary>The ErrorSource of a failure that no element of the request caused.</summary>
    private const string Product = "GroundTransport";

    private static readonly ConditionalWeakTable<object, byte[]> CachedBlocks = [];

    [ThreadStatic]
    private static WireWriter? kept;

    private byte[] buffer = new byte[8 * 1024];

    private WireWriter()
    {
    }

    public int Length { get; private set; }

    /// <summary>An empty writer, in use until <see cref="Finish"/>.</summary>
    public static WireWriter Start()
    {
        var writer = kept ?? new WireWriter();
        kept = null;
        writer.Length = 0;
        return writer;
    }

    /// <summary>The written bytes, after as many free bytes as the head needs; ends the use of this writer.</summary>
    public byte[] Finish(int head = 0)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(head + Length);
        buffer.AsSpan(0, Length).CopyTo(bytes.AsSpan(head));
        if (buffer.Length <= MaxKeptBuffer)
            kept = this;
        return bytes;
    }

    /// <summary>Writes what is the same in many messages, encoded once. The bytes live as long as the object.</summary>
    /// <param name="of">Immutable; the same object each time.</param>
    public void Cached<T>(T of, Action<WireWriter, T> write)
        where T : class
    {
        if (CachedBlocks.TryGetValue(of, out var block))
        {
            Raw(block);
            return;
        }
        var start = Length;
        write(this, of);
        CachedBlocks.AddOrUpdate(of, buffer[start..Length]);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Space for at least this many bytes; <see cref="Advance"/> commits what was written.</summary>
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

    /// <summary>Always with seconds, never with a fraction or an offset.</summary>
    public void Time(ReadOnlySpan<byte> name, DateTime? clock)
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

    /// <summary>The protocol's one element with a required attribute.</summary>
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
        var source = refusal is { Kind: RefusalKind.Failure } && refusal.Field == Field.None ? Product : ElementNames.Of(refusal.Field);
        Open("Error"u8);
        Number("ErrorCode"u8, code);
        Text("ErrorSource"u8, source);
        Text("ErrorDescription"u8, refusal.Message.Render(ElementNames.Of));
        Close("Error"u8);
    }

    private void Amount(Money amount)
    {
        amount.TryWriteAmount(GetSpan(MaxAmountLength), out var written);
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
