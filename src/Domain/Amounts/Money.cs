using System.Globalization;

namespace GroundTransport.Domain.Amounts;

/// <summary>An amount in one currency, always a whole number of its minor units.</summary>
public readonly record struct Money
{
    private Money(decimal amount, Currency currency)
    {
        Amount = amount;
        Currency = currency;
    }

    public decimal Amount { get; }

    public Currency Currency { get; }

    public bool IsZero => Amount == 0;

    /// <summary>The amount in minor units (cents, yen, fils), as storage and quotes hold it.</summary>
    public long MinorUnits => (long)(Amount * Scale(Currency));

    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Rounds half away from zero to the currency's minor unit. The product rounds nowhere else.</summary>
    public static Money Round(decimal amount, Currency currency) =>
        new(Math.Round(amount, currency.MinorDigits, MidpointRounding.AwayFromZero), currency);

    public static Money FromMinorUnits(long units, Currency currency) => new(units / Scale(currency), currency);

    /// <summary>A percentage of this amount, rounded.</summary>
    public Money Percent(decimal percent) => Round(Amount * percent * 0.01m, Currency);

    /// <exception cref="InvalidOperationException">The currencies differ. This is a defect, never a user's mistake.</exception>
    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? new Money(left.Amount + right.Amount, left.Currency)
            : throw new InvalidOperationException($"Can't add {left.Currency} and {right.Currency}");

    /// <inheritdoc cref="op_Addition"/>
    public static Money operator -(Money left, Money right) =>
        left.Currency == right.Currency
            ? new Money(left.Amount - right.Amount, left.Currency)
            : throw new InvalidOperationException($"Can't subtract {right.Currency} from {left.Currency}");

    /// <summary>The amount with exactly the currency's digits: <c>42.50</c>, <c>4250</c> (JPY), <c>4.250</c> (KWD).</summary>
    public string ToAmountText() => Amount.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Writes <see cref="ToAmountText"/> as UTF-8.</summary>
    public bool TryWriteAmount(Span<byte> utf8, out int written) =>
        Amount.TryFormat(utf8, out written, Format, CultureInfo.InvariantCulture);

    public override string ToString() => $"{ToAmountText()} {Currency}";

    private string Format =>
        Currency.MinorDigits switch { 0 => "F0", 2 => "F2", 3 => "F3", var digits => throw UnknownDigits(digits) };

    private static decimal Scale(Currency currency) =>
        currency.MinorDigits switch { 0 => 1m, 2 => 100m, 3 => 1000m, var digits => throw UnknownDigits(digits) };

    private static ArgumentOutOfRangeException UnknownDigits(int digits) => new(nameof(digits), digits, "Unknown number of minor digits");
}
