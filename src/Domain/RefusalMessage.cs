using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace GroundTransport.Domain;

/// <summary>
/// The text of a refusal. It refers to fields, and the wire and REST each fill in their own names. Written as an interpolated
/// string: only a hole of type <see cref="Field"/> refers to a field, so quoted input is never mistaken for one.
/// </summary>
[InterpolatedStringHandler]
public sealed class RefusalMessage
{
    private readonly StringBuilder text;
    private readonly List<(int Position, Field Field)> fields;

    public RefusalMessage(int literalLength, int formattedCount)
    {
        text = new StringBuilder(literalLength + (16 * formattedCount));
        fields = [];
    }

    public static RefusalMessage Empty { get; } = "";

    public static implicit operator RefusalMessage(string text)
    {
        var message = new RefusalMessage(text.Length, 0);
        message.AppendLiteral(text);
        return message;
    }

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Field field) => fields.Add((text.Length, field));

    public void AppendFormatted(RefusalMessage message)
    {
        fields.AddRange(message.fields.Select(hole => (text.Length + hole.Position, hole.Field)));
        text.Append(message.text);
    }

    public void AppendFormatted<T>(T value, string? format = null) =>
        text.Append(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString());

    /// <summary>The text with each field under the name that <paramref name="nameOf"/> gives it.</summary>
    public string Render(Func<Field, string> nameOf)
    {
        var named = new StringBuilder(text.Length + (16 * fields.Count));
        var written = 0;
        foreach (var (position, field) in fields)
        {
            named.Append(text, written, position - written).Append(nameOf(field));
            written = position;
        }
        return named.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>The text with the neutral names.</summary>
    public override string ToString() => Render(field => field.Name);

    public override bool Equals(object? obj) =>
        obj is RefusalMessage other && text.Equals(other.text) && fields.SequenceEqual(other.fields);

    public override int GetHashCode() => text.ToString().GetHashCode(StringComparison.Ordinal);
}
