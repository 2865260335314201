using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Rows 6 and 7, and what is left of a card's number.</summary>
public sealed class PaymentReadingTests
{
    private static string Card(string type = "VI", string number = "4111111111111111", string expiration = "2030-05-31") =>
        "<FormOfPayment><CreditCard>"
        + $"<Type>{type}</Type><Number>{number}</Number><Expiration>{expiration}</Expiration>"
        + "</CreditCard></FormOfPayment>";

    [Theory]
    [InlineData("<Cash/>", typeof(CashPayment))]
    [InlineData("<Check/>", typeof(CheckPayment))]
    [InlineData("<Cash>yes</Cash>", typeof(CashPayment))]
    [InlineData("<CreditCard><Type/><Number/></CreditCard>", null)]
    [InlineData("<Cash/><Check/>", null)]
    [InlineData("<Cash/><Check>true</Check><DirectBilling/><CreditCard/>", typeof(CheckPayment))]
    [InlineData("<Cash>true</Cash><Check>true</Check>", null)]
    [InlineData("<Cash/><Check/><DirectBilling/><CreditCard><Type/><Number/><Expiration/></CreditCard>", null)]
    public void Single_form_counts_by_its_presence_and_several_are_ambiguous(string forms, Type? payment)
    {
        var sell = Wire.Sell($"<FormOfPayment>{forms}</FormOfPayment>");
        Assert.Equal(payment, sell.Command.Ride.Payment?.GetType());
        if (payment is null)
            Assert.Equal(RefusalKind.Payment, sell.Refusal!.Kind);
        else
            Assert.Null(sell.Refusal);
    }

    [Theory]
    [InlineData("<Cash/><Check/><DirectBilling/><CreditCard><Type/><Number/></CreditCard>", false)]
    [InlineData("<Cash/><Check/>", false)]
    [InlineData("<Cash>true</Cash><Check>true</Check>", true)]
    [InlineData("<CreditCard><Type/></CreditCard>", true)]
    public void Several_empty_forms_of_an_update_are_none(string forms, bool refused)
    {
        var update = Wire.Update($"<FormOfPayment>{forms}</FormOfPayment>");
        Assert.Null(update.Command.Ride.Payment);
        Assert.Equal(refused, update.Refusal is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<FormOfPayment/>")]
    [InlineData("<FormOfPayment> </FormOfPayment>")]
    [InlineData("<FormOfPayment><Voucher/></FormOfPayment>")]
    public void Missing_form_of_payment_is_none(string xml)
    {
        Assert.Null(Wire.Sell(xml).Refusal);
        Assert.Null(Wire.Sell(xml).Command.Ride.Payment);
        Assert.Null(Wire.Update(xml).Command.Ride.Payment);
    }

    [Fact]
    public void Direct_billing_bills_the_corporate_client()
    {
        var sell = Wire.Sell(
            "<CorporateClient><CompanyCode>339</CompanyCode></CorporateClient><FormOfPayment><DirectBilling/></FormOfPayment>");
        Assert.Equal(new DirectBillingPayment("339"), sell.Command.Ride.Payment);
    }

    [Fact]
    public void Card_with_a_value_takes_precedence_over_empty_siblings()
    {
        var xml = Card().Replace("<CreditCard>", "<Cash/><Check/><DirectBilling/><CreditCard>", StringComparison.Ordinal);
        Assert.Equal(new CardPayment(CardType.VI, "1111", 16, new DateOnly(2030, 5, 31)), Wire.Sell(xml).Command.Ride.Payment);
    }

    [Theory]
    [InlineData("4111111111111111", "1111", 16, false)]
    [InlineData("4111 1111 1111 1234", "1234", 16, false)]
    [InlineData("4111-1111-1111-1234", "1234", 16, false)]
    [InlineData("XXXXXXXXXXXX1111", "1111", 16, true)]
    [InlineData("xxxxxxxxxxxx1111", "1111", 16, true)]
    [InlineData("***********1234", "1234", 15, true)]
    [InlineData("1234", "1234", 8, false)]
    [InlineData("X1234", "1234", 8, true)]
    [InlineData("411111111111111111111111", "1111", 19, false)]
    public void Card_number_is_reduced_to_its_length_and_last_four_digits(string number, string lastFour, int length, bool isMasked)
    {
        var ride = Wire.Sell(Card(number: number)).Command.Ride;
        Assert.Equal(new CardPayment(CardType.VI, lastFour, length, new DateOnly(2030, 5, 31)), ride.Payment);
        Assert.Equal(isMasked, ride.CardIsMasked);
    }

    [Theory]
    [InlineData("AX", CardType.AX)]
    [InlineData("CA", CardType.CA)]
    [InlineData("MC", CardType.CA)]
    [InlineData("vi", CardType.VI)]
    [InlineData("DS", CardType.DS)]
    [InlineData("DC", CardType.DC)]
    public void Each_card_type_is_read(string text, CardType type) =>
        Assert.Equal(type, Assert.IsType<CardPayment>(Wire.Sell(Card(type: text)).Command.Ride.Payment).Type);

    [Fact]
    public void Expiration_without_a_day_is_the_last_day_of_its_month() =>
        Assert.Equal(new DateOnly(2028, 2, 29),
            Assert.IsType<CardPayment>(Wire.Sell(Card(expiration: "2028-02")).Command.Ride.Payment).Expiration);

    [Theory]
    [InlineData("JC", "4111111111111111", "2030-05-31", "Type")]
    [InlineData("", "4111111111111111", "2030-05-31", "Type")]
    [InlineData("0", "4111111111111111", "2030-05-31", "Type")]
    [InlineData("VI", "", "2030-05-31", "Number")]
    [InlineData("VI", "123", "2030-05-31", "Number")]
    [InlineData("VI", "XXXXXXXXXXXXXXX1", "2030-05-31", "Number")]
    [InlineData("VI", "XXXXXXXXXXXX١١١١", "2030-05-31", "Number")]
    [InlineData("VI", "4111111111111111", "", "Expiration")]
    [InlineData("VI", "4111111111111111", "05/30", "Expiration")]
    public void Incomplete_card_is_refused_by_name_and_never_quoted(string type, string number, string expiration,
        string element)
    {
        var sell = Wire.Sell(Card(type, number, expiration));
        Wire.AssertRefused(RefusalKind.Payment, $"FormOfPayment/CreditCard/{element}", sell);
        Assert.Null(sell.Command.Ride.Payment);
        Assert.DoesNotContain("4111111", sell.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Card_number_never_leaves_the_reader()
    {
        var sell = Wire.Sell(Card(number: "4111111111111111"));
        Assert.DoesNotContain("41111", sell.ToString(), StringComparison.Ordinal);
        var reply = Wire.Text(ReplyTo.Sell(sell.Command, Refusal.Failure));
        Assert.Contains("<Number>XXXXXXXXXXXX1111</Number>", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("41111", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Name>C Miller</Name>")]
    [InlineData("<NameOnCard/><Address>x</Address><State>a very long state</State><Country>USA</Country>")]
    public void Holder_and_billing_address_are_ignored(string extra) =>
        Assert.Null(Wire.Sell(Card().Replace("</Expiration>", "</Expiration>" + extra, StringComparison.Ordinal)).Refusal);
}
