using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>The validation itself, the bare error and what Concur sends.</summary>
public sealed class WireSchemaTests
{
    private const string BareError =
        "<Error><ErrorCode>300</ErrorCode><ErrorSource>body</ErrorSource><ErrorDescription>The body is not XML.</ErrorDescription></Error>";

    [Theory]
    [InlineData("")]
    [InlineData("CC_LimoSellReply")]
    [InlineData("<CC_LimoSellReply>")]
    [InlineData("<CC_LimoSellReply/><CC_LimoSellReply/>")]
    [InlineData("<CC_LimoQuoteReply/>")]
    [InlineData("<cc_limosellreply/>")]
    [InlineData("<common/>")]
    public void Validate_of_no_known_message_finds_a_problem(string xml) => Assert.Single(WireSchema.Validate(xml));

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "")]
    [InlineData("<!DOCTYPE CC_LimoSellReply>", "")]
    [InlineData("", " xmlns=\"urn:x\"")]
    [InlineData("", " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")]
    [InlineData("", " xml:lang=\"en\"")]
    public void Validate_of_a_message_dressed_up_finds_a_problem(string before, string attribute) =>
        Assert.NotEmpty(WireSchema.Validate(before + SampleReplies.SellSuccess
            .Replace("<CC_LimoSellReply>", $"<CC_LimoSellReply{attribute}>", StringComparison.Ordinal)));

    [Fact]
    public void Validate_of_a_wrong_value_names_the_place_and_the_schema()
    {
        var problem = Assert.Single(WireSchema
            .Validate(SampleReplies.SellSuccess.Replace("<Rate>42.50<", "<Rate>much<", StringComparison.Ordinal)));
        Assert.StartsWith("CC_LimoSellReply/RateInfo/Rate: ", problem, StringComparison.Ordinal);
        Assert.Contains("CC_LimoSellReply.success.xsd", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_of_several_mistakes_names_each()
    {
        var xml = SampleReplies.SellSuccess.Replace(">RA<", ">CA<", StringComparison.Ordinal)
            .Replace(">USD<", ">US<", StringComparison.Ordinal);
        Assert.Equal(3, WireSchema.Validate(xml).Count);
    }

    [Fact]
    public void AssertValid_of_a_broken_message_throws_the_problems_and_the_message()
    {
        var xml = SampleReplies.CancelSuccess.Replace(">XB<", ">RB<", StringComparison.Ordinal);
        var thrown = Assert.Throws<WireSchemaException>(() => WireSchema.AssertValid(xml));
        Assert.Contains(Assert.Single(thrown.Problems), thrown.Message, StringComparison.Ordinal);
        Assert.Contains(xml, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_from_many_threads_gives_each_the_same_answer()
    {
        var samples = SampleReplies.All.Values.ToArray();
        var wrong = samples.Select(xml => xml.Replace("<StartDateTime>2012", "<StartDateTime>12", StringComparison.Ordinal)).ToArray();
        Parallel.For(0, 400, i =>
        {
            Assert.Empty(WireSchema.Validate(samples[i % samples.Length]));
            Assert.Equal(wrong[i % wrong.Length] == samples[i % samples.Length], WireSchema.Validate(wrong[i % wrong.Length]).Count == 0);
        });
    }

    [Fact]
    public void Validate_of_a_bare_error_finds_nothing() => Assert.Empty(WireSchema.Validate(BareError));

    [Theory]
    [InlineData("<ErrorCode>300</ErrorCode>", "")]
    [InlineData("<ErrorCode>300</ErrorCode>", "<ErrorCode/>")]
    [InlineData(">300<", ">350<")]
    [InlineData("<ErrorSource>body</ErrorSource>", "")]
    [InlineData(">The body is not XML.<", "><")]
    [InlineData("</Error>", "<Extra/></Error>")]
    [InlineData("<Error>", "<Error code=\"300\">")]
    public void Validate_of_a_broken_bare_error_finds_a_problem(string right, string wrong) =>
        Assert.NotEmpty(WireSchema.Validate(BareError.Replace(right, wrong, StringComparison.Ordinal)));

    [Theory]
    [InlineData("<CC_LimoSearchRequest/>")]
    [InlineData("<CC_LimoSearchRequest><VehicleType>Sedan</VehicleType><DiscountCode/>"
        + "<PickupLocation><City>Alexandria</City><LocationType>100</LocationType></PickupLocation>"
        + "<ServiceType>110</ServiceType></CC_LimoSearchRequest>")]
    [InlineData("<CC_LimoSellRequest>"
        + "<FormOfPayment><Cash/><CreditCard><Number>xxxxxxxxxxxx1111</Number><NameOnCard/></CreditCard></FormOfPayment>"
        + "<RateInfo><SurChange desc=\"fuel\">1.00</SurChange><RateID>1</RateID></RateInfo></CC_LimoSellRequest>")]
    [InlineData("<CC_LimoReservationDetailRequest><ReservationID>1234</ReservationID></CC_LimoReservationDetailRequest>")]
    [InlineData("<CC_LimoUpdateRequest><EndDateTime/><ReservationID>1234</ReservationID>"
        + "<AccountingInfo><AccountingField3>11</AccountingField3></AccountingInfo></CC_LimoUpdateRequest>")]
    [InlineData("<CC_LimoCancelRequest><ReservationID>1234</ReservationID></CC_LimoCancelRequest>")]
    [InlineData("<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>")]
    [InlineData("<CC_LimoPostBackResponse><Error>Unknown reservation.</Error><Version>1.0</Version></CC_LimoPostBackResponse>")]
    public void Validate_of_what_Concur_sends_takes_any_order_and_any_gap(string xml) => Assert.Empty(WireSchema.Validate(xml));
}
