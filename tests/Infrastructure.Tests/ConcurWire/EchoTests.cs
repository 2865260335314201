using System.Xml.Linq;
using GroundTransport.Application.Booking;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>A refused Sell or Update echoes its request; a refused Detail or Cancel of no reservation echoes nothing.</summary>
public sealed class EchoTests
{
    private static readonly Refusal Refusal = Refusal.Unavailable("RateInfo/Rate", "The price has changed since the search. Search again.");

    [Fact]
    public void Refused_sell_echoes_the_request()
    {
        var request = (ReceivedRequest<SellRide>)ConcurMessages.Read(ConcurExamples.Bytes("CC_LimoSellRequest"), Wire.Call());
        var reply = Wire.Valid(ReplyTo.Sell(request.Command, Refusal));
        AssertEchoes(reply, "CC_LimoSellRequest", "CorporateClient", "Booker", "RateTypeCode", "Description", "MaxPassengers",
            "VendorName", "PhoneNumber",
            "NameOnCard", "VehicleType", "Number", "FormOfPayment/CreditCard/Address", "FormOfPayment/CreditCard/City",
                "FormOfPayment/CreditCard/State",
            "FormOfPayment/CreditCard/Country", "FormOfPayment/CreditCard/PostalCode");
        Assert.Equal(("100", "XXXXXXXXXXXX1111"),
            (Wire.At(reply, "Vehicle/VehicleType"), Wire.At(reply, "FormOfPayment/CreditCard/Number")));
        Assert.Equal(("", "", "500"), (Wire.At(reply, "ReservationID"), Wire.At(reply, "Status"), Wire.ErrorCode(reply)));
    }

    [Fact]
    public void Refused_update_echoes_the_request_and_its_id()
    {
        var xml = ConcurExamples.Read("CC_LimoUpdateRequest").Replace(">1234<", ">123456789012<", StringComparison.Ordinal);
        var request = (ReceivedRequest<UpdateRide>)Wire.Read(xml);
        var reply = Wire.Valid(ReplyTo.Update(request.Command, Refusal));
        AssertEchoes(reply, "CC_LimoUpdateRequest", "ReservationID", "CorporateClient", "Booker");
        Assert.Equal(("123456789012", ""), (Wire.At(reply, "ReservationID"), Wire.At(reply, "Status")));
    }

    [Theory]
    [InlineData("CC_LimoReservationDetailRequest")]
    [InlineData("CC_LimoCancelRequest")]
    public void Refused_detail_or_cancel_contains_only_its_error(string name)
    {
        var request = Wire.Read($"<{name}><ReservationID>123456789012</ReservationID></{name}>");
        var reply = Wire.Valid(request is ReceivedRequest<ReadReservation> detail
            ? ReplyTo.Detail(detail.Command, Refusal.UnknownReservation)
            : ReplyTo.Cancel(((ReceivedRequest<CancelRide>)request).Command, Refusal.UnknownReservation));
        Assert.All(reply.Elements().Where(element => element.Name != "Error"), element => Assert.Equal("", element.Value));
    }

    [Fact]
    public void Unreadable_values_are_empty_and_the_reply_is_valid()
    {
        var sell = Wire.Sell("""
            <PickupLocation><LocationType>400</LocationType></PickupLocation>
            <DropoffLocation><City>X</City><State>far too long</State><Country>USA</Country></DropoffLocation>
            <StartDateTime>2030-05-19T18:00:00+02:00</StartDateTime><EndDateTime>soon</EndDateTime>
            <Currency>dollars</Currency><NumPassengers>many</NumPassengers>
            <RateInfo><Rate>42.5000</Rate></RateInfo><FormOfPayment><Cash/><Check/></FormOfPayment>
            """);
        var reply = Wire.Valid(ReplyTo.Sell(sell.Command, sell.Refusal!));
        Assert.Equal("PickupLocation/LocationType", Wire.At(reply, "Error/ErrorSource"));
        Assert.Equal(("", "100", "X", "", ""),
            (Wire.At(reply, "PickupLocation/LocationType"), Wire.At(reply, "DropoffLocation/LocationType"),
            Wire.At(reply, "DropoffLocation/City"), Wire.At(reply, "DropoffLocation/State"), Wire.At(reply, "DropoffLocation/Country")));
        Assert.Equal(("2030-05-19T16:00:00", "", "", "", ""),
            (Wire.At(reply, "StartDateTime"), Wire.At(reply, "EndDateTime"), Wire.At(reply, "Currency"),
            Wire.At(reply, "NumPassengers"), Wire.At(reply, "FormOfPayment")));
    }

    /// <summary>Asserts that the reply contains each value of the request, at the same place.</summary>
    private static void AssertEchoes(XElement reply, string example, params string[] unlessPathEndsWith)
    {
        var given = XElement.Parse(ConcurExamples.Read(example)).Descendants()
            .Where(element => !element.HasElements && element.Value.Length > 0)
            .Select(element => (Path: string.Join('/', element.AncestorsAndSelf().Reverse().Skip(1).Select(part => part.Name.LocalName)),
                element.Value))
            .Where(leaf => !unlessPathEndsWith
                .Any(end => leaf.Path.EndsWith(end, StringComparison.Ordinal) || leaf.Path.StartsWith(end + "/", StringComparison.Ordinal)))
            .ToList();
        Assert.NotEmpty(given);
        Assert.All(given, leaf => Assert.Equal($"{leaf.Path}={leaf.Value}", $"{leaf.Path}={Wire.At(reply, leaf.Path)}"));
    }
}
