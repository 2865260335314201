using System.Globalization;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Tests.Amounts;

public class CurrencyTests
{
    /// <summary>ISO 4217 has withdrawn them, but cultures still have them.</summary>
    private static readonly string[] Withdrawn = ["ANG", "BGN", "HRK", "SLL", "ZWL"];

    [Theory]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("XOF", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    public void Minor_digits_are_those_of_iso_4217(string code, int digits) => Assert.Equal(digits, Currency.Of(code).MinorDigits);

    [Theory]
    [InlineData(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF")]
    [InlineData(2, "AUD BRL CAD CHF CNY EUR GBP INR MXN USD ZAR")]
    [InlineData(3, "BHD IQD JOD KWD LYD OMR TND")]
    public void Minor_digits_of_each_currency_without_two_are_known(int digits, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(digits, Currency.Of(code).MinorDigits));

    [Theory]
    [InlineData("usd")]
    [InlineData("Usd")]
    public void Parse_takes_any_case(string code) => Assert.Equal(Currency.Of("USD"), Currency.Parse(code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("US")]
    [InlineData("USDX")]
    [InlineData("U D")]
    [InlineData("US1")]
    [InlineData("ÜSD")]
    [InlineData("ZZZ")]
    [InlineData("XXX")]
    [InlineData("XAU")]
    public void Parse_of_an_invalid_code_is_null(string? code) => Assert.Null(Currency.Parse(code));

    [Fact]
    public void Parse_knows_the_currency_of_every_country_that_dotnet_knows()
    {
        var inUse = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name).ISOCurrencySymbol)
            .Where(code => code.Length == 3 && code.All(char.IsAsciiLetter) && !Withdrawn.Contains(code)).Distinct().ToList();

        Assert.InRange(inUse.Count, 100, 200);
        Assert.DoesNotContain(inUse, code => Currency.Parse(code) is null);
    }

    [Fact]
    public void Of_an_invalid_code_throws() => Assert.Throws<FormatException>(() => Currency.Of("dollars"));
}
