using GroundTransport.Application.Booking;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Concur's own request examples, field by field.</summary>
public sealed class ExampleRequestTests
{
    private static readonly DateTime Flight = new(2012, 2, 19, 11, 29, 0);

    public static TheoryData<string> Requests => [.. ConcurExamples.Requests];

    private static ReceivedRequest Example(string name) => ConcurMessages.Read(ConcurExamples.Bytes(name), Wire.Call());

    [Theory]
    [MemberData(nameof(Requests))]
    public void Read_of_an_example_refuses_nothing(string name) => Assert.Null(Example(name).Refusal);

    [Theory]
    [MemberData(nameof(Requests))]
    public void Find_of_an_example_is_its_message(string name) =>
        Assert.Equal(name, ConcurMessages.Find(ConcurExamples.Bytes(name))?.RequestRoot);

    [Fact]
    public void Search_example_is_read_whole()
    {
        var search = Assert.IsType<ReceivedRequest<SearchRides>>(Example("CC_LimoSearchRequest")).Command;
        Assert.Equal(
            new SearchRides
            {
                Call = search.Call,
                ServiceType = ServiceType.ToAirport,
                ClassOfService = ClassOfService.Normal,
                Pickup = new AddressStop("209 Madison St., Suite 400", "Alexandria", "VA", "US", "22314"),
                Dropoff = new AirportStop("DCA"),
                Start = new RequestedTime(new DateTime(2012, 3, 14, 9, 0, 0), null),
                Language = "en-us",
                Currency = "USD",
                Passengers = 1,
                VehicleType = VehicleType.Sedan,
            },
            search);
    }

    [Fact]
    public void Sell_example_is_read_whole()
    {
        var sell = Assert.IsType<ReceivedRequest<SellRide>>(Example("CC_LimoSellRequest")).Command;
        Assert.Equal(("1", 42.50m, "USD", "", VehicleType.Sedan, "12", "LML"),
            (sell.RateId, sell.Rate, sell.RateCurrency, sell.QuoteToken, sell.VehicleType, sell.VehicleId, sell.VendorCode));
        var ride = sell.Ride;
        Assert.Equal(new Booker("339", "55414", "cmiller@example.com", "5551234567"), ride.Booker);
        Assert.Equal(new Passenger("Chris", "Miller", "5551234567", "5551234568", "5551234569", "cmiller@example.com"), ride.Passenger);
        Assert.Equal((ServiceType.ToAirport, ClassOfService.Normal), (ride.ServiceType, ride.ClassOfService));
        Assert.Equal((null, null, null, null, null), (ride.Pickup, ride.Dropoff, ride.Currency, ride.Passengers, ride.End));
        Assert.Equal(new RequestedTime(new DateTime(2012, 2, 19, 9, 0, 0), null), ride.Start);
        Assert.Equal(("pick me up", "None", "en-us", ""),
            (ride.PickupInstructions, ride.DropoffInstructions, ride.Language, ride.RequestedDriver));
        Assert.Equal(new CardPayment(CardType.VI, "1111", 16, new DateOnly(2013, 2, 19)), ride.Payment);
        Assert.True(ride.CardIsMasked);
        Assert.Equal(("715", "temp@outtask.com", "11", "Development", ""),
            (ride.Accounting1, ride.Accounting2, ride.Accounting3, ride.Accounting4, ride.Accounting5));
        Assert.False(ride.EndIsCleared);
    }

    [Fact]
    public void Update_example_is_read_whole()
    {
        var update = Assert.IsType<ReceivedRequest<UpdateRide>>(Example("CC_LimoUpdateRequest")).Command;
        Assert.Null(update.ReservationId);
        var ride = update.Ride;
        Assert.Equal("5551234555", ride.Passenger!.CellPhone);
        Assert.Null(ride.ClassOfService);
        Assert.Equal(new AddressStop("209 Madison St", "Alexandria", "VA", "US", "22314"), ride.Pickup);
        Assert.Equal(new AirportStop("DCA", new Flight("UA", "333", Flight)), ride.Dropoff);
        Assert.True(ride.EndIsCleared);
        Assert.Null(ride.Discount);
        Assert.Equal(new CardPayment(CardType.VI, "1111", 16, new DateOnly(2013, 2, 19)), ride.Payment);
        Assert.Equal(("USD", 1, ""), (ride.Currency, ride.Passengers, ride.ExtraStopArrangement));
    }

    [Theory]
    [InlineData("CC_LimoReservationDetailRequest")]
    [InlineData("CC_LimoCancelRequest")]
    public void Reservation_id_of_the_examples_is_too_short(string name)
    {
        var request = Example(name);
        Assert.Null(request is ReceivedRequest<ReadReservation> detail
            ? detail.Command.ReservationId
            : Assert.IsType<ReceivedRequest<CancelRide>>(request).Command.ReservationId);
    }

    [Theory]
    [InlineData("123456789012", 123456789012)]
    [InlineData(" 123456789 ", 123456789L)]
    [InlineData("12345678", null)]
    [InlineData("1234567890123", null)]
    [InlineData("-12345678901", null)]
    [InlineData("12345678901a", null)]
    [InlineData("", null)]
    public void Reservation_id_of_nine_to_twelve_digits_is_read(string text, long? id)
    {
        var detail = Wire.Read($"<CC_LimoReservationDetailRequest><ReservationID>{text}</ReservationID></CC_LimoReservationDetailRequest>");
        Assert.Equal(id, Assert.IsType<ReceivedRequest<ReadReservation>>(detail).Command.ReservationId);
        Assert.Equal(text.Length == 0 ? Refusal.MissingReservation : null, detail.Refusal);
        var cancel = Wire.Read($"<CC_LimoCancelRequest><ReservationID>{text}</ReservationID></CC_LimoCancelRequest>");
        Assert.Equal(id, Assert.IsType<ReceivedRequest<CancelRide>>(cancel).Command.ReservationId);
        Assert.Equal(id, Wire.UpdateOf(text, "").Command.ReservationId);
    }
}
