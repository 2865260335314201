using System.Globalization;
using System.Runtime.CompilerServices;
using GroundTransport.Domain;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// Reads single fields out of an element, and keeps the first that is wrong. A wrong field reads as absent. Fields are
/// to be read in the order of the example: that order decides which refusal is the first.
/// </summary>
internal sealed class FieldReader
{
    public const int LongestText = 4_000;

    /// <summary>The quote's token: nobody documents how long the field may be.</summary>
    public const int LongestCategoryCode = 100_000;

    public Refusal? Wrong { get; private set; }

    public void Refuse(Refusal refusal) => Wrong ??= refusal;

    /// <summary>Null: absent. Empty: there, and empty. An Update tells these apart.</summary>
    public string? Text(WireElement? parent, string name, int longest = LongestText)
    {
        if (parent?.Child(name) is not { } element)
            return null;
        if (element.Text.Length <= longest)
            return element.Text;
        Refuse(Refusal.Request(element.Path, $"The text has {element.Text.Length} characters. Send at most {longest}."));
        return null;
    }

    /// <summary>The text, empty where absent.</summary>
    public string TextOrEmpty(WireElement? parent, string name) => Text(parent, name) ?? "";

    /// <summary>The text; null where absent or empty.</summary>
    public string? Filled(WireElement? parent, string name) => Text(parent, name) is { Length: > 0 } text ? text : null;

    /// <summary>An enumeration whose values are Concur's codes.</summary>
    public T? Code<T>(WireElement parent, string name, Func<string, string, Refusal> refuse)
        where T : struct, Enum
    {
        if (Filled(parent, name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Unsafe.BitCast<int, T>(code) is var value && Enum.IsDefined(value))
            return value;
        var listed = string.Join(", ", Enum.GetValues<T>().Select(one => one.ToString("D")));
        Refuse(refuse(parent.PathOf(name), $"This is no {name}. Send one of {listed}."));
        return null;
    }

    /// <summary>A whole number from 1 on.</summary>
    public int? Count(WireElement parent, string name)
    {
        if (Filled(parent, name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000_000_000)
            return count;
        Refuse(Refusal.Request(parent.PathOf(name), "This is no number of passengers. Send a whole number from 1 on."));
        return null;
    }

    /// <summary>An amount with at most three decimals, so that a refusal can echo it as money.</summary>
    public decimal? Amount(WireElement? parent, string name)
    {
        if (parent is null || Filled(parent, name) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount < 1_000_000_000_000_000m && decimal.Round(amount, 3) == amount)
            return decimal.Round(amount, 3);
        Refuse(Refusal.Request(parent.PathOf(name), "This is no amount. Send it as the search gave it, like 42.50."));
        return null;
    }

    /// <summary>Three letters, in capitals.</summary>
    public string? Currency(WireElement? parent, string name)
    {
        if (parent is null || Filled(parent, name) is not { } text)
            return null;
        if (Domain.Amounts.Currency.Parse(text) is { } currency)
            return currency.Code;
        Refuse(Refusal.Request(parent.PathOf(name), "This is no currency. Send its three letters, like USD."));
        return null;
    }

    /// <summary>Null where it can't be one of ours: then there is no such reservation.</summary>
    public long? ReservationId(WireElement root) =>
        Filled(root, "ReservationID") is { Length: >= 9 and <= 12 } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
