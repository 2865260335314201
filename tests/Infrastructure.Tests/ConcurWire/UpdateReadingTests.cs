using GroundTransport.Application.Booking;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>In an Update, an absent element keeps the value and an empty one clears it.</summary>
public sealed class UpdateReadingTests
{
    public static TheoryData<string> Texts =>
    [
        "PickupInstructions", "DropoffInstructions", "RequestedDriver", "SpecialServiceRequest", "PickupServiceArrangement",
        "DropoffServiceArrangement", "ExtraStopArrangement", "AccountingField1", "AccountingField2", "AccountingField3",
        "AccountingField4", "AccountingField5",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_is_absent_or_empty_or_present(string name)
    {
        Assert.Null(Read("", name));
        Assert.Equal("", Read(Element(name, ""), name));
        Assert.Equal("", Read(Element(name, "  "), name));
        Assert.Equal("x", Read(Element(name, " x "), name));
    }

    [Fact]
    public void Empty_elements_keep_everything_but_the_texts()
    {
        var update = Wire.Update("""
            <CorporateClient><CompanyCode/></CorporateClient><Booker><UserID/><EmailAddress/><Phone/></Booker>
            <PrimaryPassenger><FirstName/><LastName/></PrimaryPassenger><ServiceType/><ClassOfService/>
            <PickupLocation><LocationType/><Airport><AirportCode/><Flight><CarrierCode/></Flight></Airport></PickupLocation>
            <DropoffLocation/>
            <StartDateTime/><LanguageCode/><Currency/><NumPassengers/><DiscountCode><CorporateID/></DiscountCode><FormOfPayment/>
            """);
        Assert.Null(update.Refusal);
        Assert.Equal(new RideRequest(), update.Command.Ride);
    }

    [Fact]
    public void Direct_billing_without_a_company_keeps_the_known_one()
    {
        var known = new DirectBillingPayment("339");
        var asked = Wire.Update("<FormOfPayment><DirectBilling/></FormOfPayment>").Command.Ride;
        Assert.Equal(known, asked.MergeInto(known, new Booker("340")));
        Assert.Equal(new DirectBillingPayment("340"), asked.MergeInto(new CashPayment(), new Booker("340")));
    }

    private static string Element(string name, string text) => name.StartsWith("Accounting", StringComparison.Ordinal)
        ? $"<AccountingInfo><{name}>{text}</{name}></AccountingInfo>"
        : $"<{name}>{text}</{name}>";

    private static string? Read(string xml, string name) => (string?)typeof(RideRequest)
        .GetProperty(name.Replace("AccountingField", "Accounting", StringComparison.Ordinal))!.GetValue(Wire.Update(xml).Command.Ride);
}
