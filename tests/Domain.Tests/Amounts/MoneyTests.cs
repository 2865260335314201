using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Tests.Amounts;

public class MoneyTests
{
    private static readonly Gen<Currency> Currencies = Gen.Elements("USD", "EUR", "JPY", "KWD").Select(Currency.Of);

    private static readonly Gen<long> Units = Gen.Choose(int.MinValue, int.MaxValue).Select(units => units * 97L);

    [Theory]
    [InlineData("1.005", "USD", "1.01")]
    [InlineData("-1.005", "USD", "-1.01")]
    [InlineData("1.0049999", "USD", "1.00")]
    [InlineData("2.675", "USD", "2.68")]
    [InlineData("0.5", "JPY", "1")]
    [InlineData("-0.5", "JPY", "-1")]
    [InlineData("1.5", "JPY", "2")]
    [InlineData("2.5", "JPY", "3")]
    [InlineData("0.0005", "KWD", "0.001")]
    [InlineData("1.2344", "KWD", "1.234")]
    public void Round_of_a_half_goes_away_from_zero(string amount, string currency, string rounded)
    {
        var money = Money.Round(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(currency));
        Assert.Equal(rounded, money.ToAmountText());
    }

    [Fact]
    public void Round_is_at_most_half_a_minor_unit_off() =>
        Prop.ForAll(Units.ToArbitrary(), Currencies.ToArbitrary(), (units, currency) =>
        {
            var (exact, unit) = (units / 10_000m, Money.FromMinorUnits(1, currency).Amount);
            var off = Money.Round(exact, currency).Amount - exact;
            Assert.InRange(off, -unit / 2, unit / 2);
            if (Math.Abs(off) == unit / 2)
                Assert.Equal(Math.Sign(exact), Math.Sign(off));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("JPY", 4250, "4250")]
    [InlineData("USD", 4250, "42.50")]
    [InlineData("KWD", 4250, "4.250")]
    [InlineData("USD", 5, "0.05")]
    [InlineData("USD", -5, "-0.05")]
    public void Minor_units_follow_the_currency(string currency, long units, string text)
    {
        var money = Money.FromMinorUnits(units, Currency.Of(currency));
        Assert.Equal(units, money.MinorUnits);
        Assert.Equal(text, money.ToAmountText());
        Assert.Equal($"{text} {currency}", money.ToString());
    }

    [Fact]
    public void Minor_units_round_trip() =>
        Prop.ForAll(Units.ToArbitrary(), Currencies.ToArbitrary(), (units, currency) =>
        {
            var money = Money.FromMinorUnits(units, currency);
            Assert.Equal(units, money.MinorUnits);
            Assert.Equal(money, Money.Round(money.Amount, currency));
            Assert.Equal(money.GetHashCode(), Money.Round(money.Amount, currency).GetHashCode());
            Assert.Equal(money.Amount, decimal.Parse(money.ToAmountText(), System.Globalization.CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));

    [Fact]
    public void Sum_is_the_sum_of_minor_units() =>
        Prop.ForAll(Units.ToArbitrary(), Units.ToArbitrary(), Currencies.ToArbitrary(), (left, right, currency) =>
            Assert.Equal(
                Money.FromMinorUnits(left + right, currency), Money.FromMinorUnits(left, currency) + Money.FromMinorUnits(right, currency)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));

    [Fact]
    public void Sum_of_two_currencies_throws() =>
        Assert.Throws<InvalidOperationException>(() => Money.Zero(Currency.Of("USD")) + Money.Zero(Currency.Of("EUR")));

    [Fact]
    public void Difference_of_two_currencies_throws() =>
        Assert.Throws<InvalidOperationException>(() => Money.Zero(Currency.Of("USD")) - Money.Zero(Currency.Of("EUR")));

    [Theory]
    [InlineData("40.00", "3.75", "1.50")]
    [InlineData("0.10", "5", "0.01")]
    [InlineData("0.10", "4.9", "0.00")]
    [InlineData("35.00", "0", "0.00")]
    [InlineData("35.00", "100", "35.00")]
    public void Percent_is_rounded_to_the_minor_unit(string amount, string percent, string expected)
    {
        var money = Money.Round(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Of("USD"));
        Assert.Equal(expected, money.Percent(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)).ToAmountText());
    }

    [Fact]
    public void Zero_is_zero_in_every_currency() =>
        Assert.All(["USD", "JPY", "KWD"], code =>
        {
            Assert.True(Money.Zero(Currency.Of(code)).IsZero);
            Assert.False(Money.FromMinorUnits(1, Currency.Of(code)).IsZero);
        });
}
