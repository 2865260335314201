using System.Xml.Linq;
using GroundTransport.Application.Booking;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Every element of Concur's examples in their order, compared with the examples themselves.</summary>
public sealed class ReplyOrderTests
{
    private static readonly Reservation Reservation = Rides.In(ReservationStatus.XB);

    private static readonly Dictionary<string, string> Replies = new()
    {
        ["CC_LimoSellReply"] = Wire.Text(ReplyTo.Sell(new SellRide { Call = Wire.Call(), Ride = new RideRequest() }, Reservation)),
        ["CC_LimoReservationDetailReply"] = Wire.Text(ReplyTo.Detail(new ReadReservation(Wire.Call(), null), Reservation)),
        ["CC_LimoUpdateReply"] = Wire
            .Text(ReplyTo.Update(new UpdateRide { Call = Wire.Call(), ReservationId = null, Ride = new RideRequest() }, Reservation)),
        ["CC_LimoCancelReply"] = Wire.Text(ReplyTo.Cancel(new CancelRide(Wire.Call(), null), Reservation)),
        ["CC_LimoPostBackRequest"] = new PostBackEncoder().Encode(Reservation, TimesAre.Gmt).Payload,
    };

    public static TheoryData<string> Names => [.. Replies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reply_has_the_elements_of_its_example_in_order(string name)
    {
        var example = XElement.Parse(ConcurExamples.Read(name));
        // Our reading: one form of payment, and the pickup train's time in every message.
        example.Element("FormOfPayment")!.Elements().Where(form => form.Name != "CreditCard").Remove();
        var train = example.Element("PickupLocation")!.Element("TrainStation")!.Element("Train")!;
        if (train.Element("ArrivalDateTime") is null)
            train.Add(new XElement("ArrivalDateTime"));
        Assert.Equal(PathsOf(example), PathsOf(XElement.Parse(Replies[name])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refusal_has_the_elements_of_its_example_in_order(string name)
    {
        if (name == "CC_LimoPostBackRequest")
            return;
        var refused = XElement.Parse(Wire.Text(ReplyTo.Root(name.Replace("Reply", "Request", StringComparison.Ordinal), Refusal.Failure)));
        var expected = XElement.Parse(Replies[name]);
        expected.Element("FormOfPayment")!.RemoveNodes();
        Assert.Equal(PathsOf(expected), PathsOf(refused));
    }

    [Fact]
    public void Search_reply_repeats_its_request_in_the_example_order()
    {
        var request = XElement.Parse(ConcurExamples.Read("CC_LimoSearchRequest"));
        var reply = XElement.Parse(Wire.Text(ReplyTo.Search(Wire.Search("").Command, Refusal.Failure, 0))).Element("RequestData")!;
        request.Name = reply.Name;
        Assert.Equal(PathsOf(request), PathsOf(reply));
    }

    [Fact]
    public void Offer_has_the_elements_of_the_example_in_order()
    {
        var example = XElement.Parse(ConcurExamples.Read("CC_LimoSearchReply")).Descendants("Limo").Single();
        example.Descendants("SurChange").Single().Name = "SurCharge";
        var terms = new Domain.Pricing.PaymentTerms { Cards = [Domain.Pricing.CardType.VI] };
        var offers = Outcome<IReadOnlyList<QuotedRide>>.Of([Rides.Quoted(Rides.Fare(), terms)]);
        var reply = Wire.Valid(ReplyTo.Search(SearchReplyTests.Request, offers, 0));
        Assert.Equal(PathsOf(example), PathsOf(reply.Descendants("Limo").Single()));
    }

    private static IEnumerable<string> PathsOf(XElement root) => root.DescendantsAndSelf()
        .Select(element => string
            .Join('/', element.AncestorsAndSelf().TakeWhile(part => part != root.Parent).Reverse().Select(part => part.Name.LocalName)));
}
