using System.Text;
using System.Text.RegularExpressions;
using GroundTransport.Infrastructure.ConcurWire;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>What the wire log stores of a message.</summary>
public partial class RedactionTests
{
    private const string Card = "4111111111111111";

    public static TheoryData<string> Samples =>
        [.. typeof(TestKit.LimoMessage).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".xml", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_keeps_its_elements_and_no_personal_data(string sample)
    {
        var text = Sample(sample);
        var redacted = Redact(text);
        Assert.DoesNotMatch(CardNumber(), redacted);
        foreach (var person in new[] { "Miller", "cmiller", "@", "5551234", "KING ST", "King St" })
            Assert.DoesNotContain(person, redacted, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ElementName().Match(text).Value, ElementName().Match(redacted).Value);
    }

    [Fact]
    public void Codes_times_places_and_amounts_are_kept()
    {
        var redacted = Redact(Sample("examples/CC_LimoSellRequest.xml"));
        foreach (var kept in new[] { "<RateID>", "<Rate>", "<VendorCode>LML</VendorCode>" })
            Assert.Contains(kept, redacted, StringComparison.Ordinal);
        foreach (var blanked in new[] { "<LastName>…</LastName>", "<Number>…</Number>", "<EmailAddress>…</EmailAddress>" })
            Assert.Contains(blanked, redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<R><City>4111111111111111</City></R>")]
    [InlineData("<R><City>4111 1111 1111 1111</City></R>")]
    [InlineData("<R><Status>4111-1111-1111-1111</Status></R>")]
    [InlineData("<R><Rate>4111<!-- x -->11111111<![CDATA[1111]]></Rate></R>")]
    [InlineData("<R Number='4111111111111111'><Status>RB</Status></R>")]
    [InlineData("<R><!-- 4111111111111111 --><Status>RB</Status></R>")]
    [InlineData("<R><?pi 4111111111111111?><Status>RB</Status></R>")]
    [InlineData("<R><C4111111111111111/></R>")]
    [InlineData("<R><StartDateTime>4111111111111111T</StartDateTime></R>")]
    [InlineData("<R><ReservationID>4111111111111111</ReservationID></R>")]
    [InlineData("<R xmlns='urn:4111111111111111'><Status>RB</Status></R>")]
    [InlineData("4111111111111111")]
    [InlineData("<R>4111111111111111")]
    [InlineData("<!DOCTYPE r [<!ENTITY a '4111111111111111'>]><R>&a;</R>")]
    public void Card_number_is_redacted_in_any_element(string message)
    {
        var digits = string.Concat(Redact(message).Where(char.IsDigit));
        Assert.DoesNotContain(Card, digits, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CategoryCode")]
    [InlineData("Address")]
    [InlineData("PostalCode")]
    [InlineData("ErrorDescription")]
    [InlineData("ProviderFeedback")]
    [InlineData("PickupInstructions")]
    [InlineData("AccountingField1")]
    [InlineData("Password")]
    [InlineData("CVV")]
    [InlineData("SomethingNew")]
    public void Unlisted_element_keeps_only_its_name(string element) =>
        Assert.Equal($"<R><{element}>…</{element}></R>", Redact($"<R><{element}>secret</{element}></R>"));

    [Fact]
    public void Long_message_is_cut()
    {
        var charge = $"<OptionalExtraStopCharge>{new string('x', 50)}</OptionalExtraStopCharge>";
        var redacted = Redact($"<R>{string.Concat(Enumerable.Repeat(charge, 1500))}</R>");
        Assert.InRange(redacted.Length, 60_000, Redaction.MaxLength + 100);
    }

    private static string Redact(string message) => Redaction.Of(Encoding.UTF8.GetBytes(message));

    private static string Sample(string name)
    {
        using var stream = typeof(TestKit.LimoMessage).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }

    [GeneratedRegex("[0-9]{13,19}")]
    private static partial Regex CardNumber();

    [GeneratedRegex("(?<=<)[A-Za-z_]+")]
    private static partial Regex ElementName();
}
