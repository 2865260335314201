using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

public class DiscountTests
{
    private static readonly DateOnly Day = new(2012, 2, 19);

    [Theory]
    [InlineData("ACME", "", "ACME", "", true)]
    [InlineData("ACME", "", "ACME", "7", true)]
    [InlineData("ACME", "", " acme ", "", true)]
    [InlineData("ACME", "", "GLOBEX", "", false)]
    [InlineData("ACME", "", "", "7", false)]
    [InlineData("ACME", "7", "ACME", "7", true)]
    [InlineData("ACME", "7", "ACME", "8", false)]
    [InlineData("ACME", "7", "GLOBEX", "7", false)]
    [InlineData("ACME", "7", "ACME", "", false)]
    [InlineData("", "7", "GLOBEX", "7", true)]
    [InlineData("", "7", "", " 7 ", true)]
    [InlineData("", "7", "", "8", false)]
    public void AppliesTo_its_company_and_number(
        string company, string number, string givenCompany, string givenNumber, bool applies)
    {
        var discount = new Discount { CorporateId = company, Number = number };
        Assert.Equal(applies, discount.AppliesTo(new DiscountCode(givenCompany, "", givenNumber), "LML", Day));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("LML", true)]
    [InlineData(" lml", true)]
    [InlineData("XYZ", false)]
    public void AppliesTo_a_code_for_this_vendor_or_for_any(string vendor, bool applies) =>
        Assert.Equal(applies, new Discount { CorporateId = "ACME" }.AppliesTo(new DiscountCode("ACME", vendor, ""), "LML", Day));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(0, null, true)]
    [InlineData(1, null, false)]
    [InlineData(null, 0, true)]
    [InlineData(null, -1, false)]
    [InlineData(-1, 1, true)]
    [InlineData(0, 0, true)]
    public void AppliesTo_rides_from_its_first_day_to_its_last(int? first, int? last, bool applies)
    {
        DateOnly? Of(int? days) => days is { } some ? Day.AddDays(some) : null;
        var discount = new Discount { CorporateId = "ACME", ValidFrom = Of(first), ValidTo = Of(last) };
        Assert.Equal(applies, discount.AppliesTo(new DiscountCode("ACME", "", ""), "LML", Day));
    }

    [Theory]
    [InlineData("ACME", 12.5, "ACME 12.5 %")]
    [InlineData("ACME", null, "ACME rate")]
    [InlineData("", 10.0, "Discount 10 %")]
    public void Description_has_the_company_and_the_percentage(string company, double? percent, string description) =>
        Assert.Equal(description, new Discount { CorporateId = company, Percent = (decimal?)percent }.Description);
}
