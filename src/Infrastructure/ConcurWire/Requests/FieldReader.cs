using System.Globalization;
using System.Runtime.CompilerServices;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Requests;

/// <summary>
/// Reads single fields of an element and keeps the first error. A wrong field reads as absent. Read the fields in the order
/// of Concur's example: that order decides which error is the first.
/// </summary>
internal sealed class FieldReader
{
    public const int MaxTextLength = 4_000;

    /// <summary>The quote's token: the field's length is documented nowhere.</summary>
    public const int MaxCategoryCodeLength = 100_000;

    public Refusal? FirstError { get; private set; }

    public void Refuse(Refusal refusal) => FirstError ??= refusal;

    /// <summary>Null where absent, empty where present and empty: an Update distinguishes these.</summary>
    public string? Text(WireElement? parent, string name, int maxLength = MaxTextLength)
    {
        if (parent?.Child(name) is not { } element)
            return null;
        if (element.Text.Length <= maxLength)
            return element.Text;
        Refuse(Refusal.Request(element.Path, $"{(Field)element.Path} has {element.Text.Length} characters. Send at most {maxLength}."));
        return null;
    }

    /// <summary>The text; empty where absent.</summary>
    public string TextOrEmpty(WireElement? parent, string name) => Text(parent, name) ?? "";

    /// <summary>The text; null where absent or empty.</summary>
    public string? NonEmptyText(WireElement? parent, string name) => Text(parent, name) is { Length: > 0 } text ? text : null;

    /// <summary>An enumeration whose values are Concur's codes.</summary>
    public T? Code<T>(WireElement parent, string name, Func<Field, RefusalMessage, Refusal> refuse)
        where T : struct, Enum
    {
        if (NonEmptyText(parent, name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && Unsafe.BitCast<int, T>(code) is var value && Enum.IsDefined(value))
            return value;
        var listed = string.Join(", ", Enum.GetValues<T>().Select(one => one.ToString("D")));
        Refuse(refuse(parent.PathOf(name), $"{(Field)parent.PathOf(name)} is unknown. Send one of {listed}."));
        return null;
    }

    /// <summary>A whole number, 1 or more.</summary>
    public int? Count(WireElement parent, string name)
    {
        if (NonEmptyText(parent, name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000_000_000)
            return count;
        Field field = parent.PathOf(name);
        Refuse(Refusal.Request(field, $"{field} isn't a number of passengers. Send a whole number, 1 or more."));
        return null;
    }

    /// <summary>An amount with at most three decimals, so that a refusal can echo it as money.</summary>
    public decimal? Amount(WireElement? parent, string name)
    {
        if (parent is null || NonEmptyText(parent, name) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount < 1_000_000_000_000_000m && decimal.Round(amount, 3) == amount)
            return decimal.Round(amount, 3);
        Field field = parent.PathOf(name);
        Refuse(Refusal.Request(field, $"{field} isn't an amount. Send it as the search returned it, for example 42.50."));
        return null;
    }

    /// <summary>A currency of ISO 4217, in capitals.</summary>
    public string? Currency(WireElement? parent, string name)
    {
        if (parent is null || NonEmptyText(parent, name) is not { } text)
            return null;
        if (Domain.Amounts.Currency.Parse(text) is { } currency)
            return currency.Code;
        Field field = parent.PathOf(name);
        Refuse(Refusal.Request(field, $"{field} is no currency of ISO 4217. Send its three letters, for example USD."));
        return null;
    }

    /// <summary>Refused where absent. Null where it can't be an id of this gateway: then no such reservation exists.</summary>
    public long? ReservationId(WireElement root)
    {
        if (NonEmptyText(root, "ReservationID") is not { } text)
        {
            Refuse(Refusal.MissingReservation);
            return null;
        }
        return text.Length is >= 9 and <= 12 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
