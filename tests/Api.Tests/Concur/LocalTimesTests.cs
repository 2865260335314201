using System.Globalization;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>A connection that means its times as the pickup's local ones, here New York's; the tests begin on 4 March 2030.</summary>
[DatabaseIndependent]
public sealed class LocalTimesTests : IAsyncLifetime
{
    private readonly GatewayFixture own = new();

    private RunningGateway Gateway => own.Gateway;

    public ValueTask InitializeAsync() => own.InitializeAsync();

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Fact]
    public async Task Times_come_and_go_as_the_pickups_local_ones()
    {
        var search = await Concur(Search(Gateway).Set("StartDateTime", "2030-03-06T10:00"));
        var sold = await Sell("2030-03-06T10:00:00");
        var moved = await Concur(Only(sold, "StartDateTime=2030-03-07T11:30:00"));
        var model = await Supplier(sold);

        Assert.Equal("2030-03-06T10:00:00", search["RequestData/StartDateTime"]);
        Assert.Equal("2030-03-06T10:00:00", sold["StartDateTime"]);
        Assert.Equal("2030-03-07T11:30:00", moved["StartDateTime"]);
        Assert.Equal(new DateTimeOffset(2030, 3, 7, 16, 30, 0, TimeSpan.Zero), (DateTimeOffset)model["ride"]!["start"]!);
    }

    [Fact]
    public async Task Offset_settles_the_instant_and_flight_times_are_never_converted()
    {
        var search = await Concur(Search(Gateway).Set("StartDateTime", "2030-03-10T08:30:00+01:00"));
        var sold = await Sell("2030-03-06T10:00:00");

        var moved = await Concur(Only(sold, "StartDateTime=2030-03-07T16:30:00Z; DropoffLocation/Airport/AirportCode=DCA; "
            + "DropoffLocation/Airport/Flight/FlightNumber=333; DropoffLocation/Airport/Flight/DepartureDateTime=2030-03-07T13:00:00"));

        Assert.Equal("", search["Error/ErrorCode"]);
        Assert.Equal(("2030-03-07T11:30:00", "2030-03-07T13:00:00"),
            (moved["StartDateTime"], moved["DropoffLocation/Airport/Flight/DepartureDateTime"]));
    }

    [Theory]
    [InlineData("2030-03-10T01:59:00", "2030-03-10T06:59:00Z")]
    [InlineData("2030-03-10T02:00:00", null)]
    [InlineData("2030-03-10T02:59:00", null)]
    [InlineData("2030-03-10T03:00:00", "2030-03-10T07:00:00Z")]
    public async Task Time_that_daylight_saving_skips_is_refused(string local, string? instant)
    {
        var sold = await Sell("2030-03-06T10:00:00");

        var search = await Concur(Search(Gateway).Set("StartDateTime", local));
        var update = await Concur(Only(sold, $"StartDateTime={local}"));
        var start = (DateTimeOffset)(await Supplier(sold))["ride"]!["start"]!;

        foreach (var reply in (LimoMessage[])[search, update])
        {
            Assert.Equal(instant is null ? ("200", "StartDateTime") : ("", ""), (reply["Error/ErrorCode"], reply["Error/ErrorSource"]));
            Assert.Equal(instant is null,
                reply["Error/ErrorDescription"]!.Contains("daylight saving skips it. Choose another time", StringComparison.Ordinal));
        }
        Assert.Equal(local, update["StartDateTime"]);
        Assert.Equal(DateTimeOffset.Parse(instant ?? "2030-03-06T15:00:00Z", null), start);
    }

    [Fact]
    public async Task Time_that_daylight_saving_doubles_takes_the_first()
    {
        await own.Advance(TimeSpan.FromDays(200));

        var sold = await Sell("2030-11-03T01:30:00");

        Assert.Equal("2030-11-03T01:30:00", sold["StartDateTime"]);
        Assert.Equal(new DateTimeOffset(2030, 11, 3, 5, 30, 0, TimeSpan.Zero), (DateTimeOffset)(await Supplier(sold))["ride"]!["start"]!);
    }

    [Theory]
    [InlineData("2030-11-03T01:30:00-04:00", "05:30")]
    [InlineData("2030-11-03T01:30:00-05:00", "06:30")]
    public async Task Doubled_time_that_is_repeated_as_it_was_told_stays_the_moment_that_was_booked(string booked, string gmt)
    {
        await own.Advance(TimeSpan.FromDays(200));
        var sold = await Sell(booked);

        var told = await Concur(Only(sold, $"StartDateTime={sold["StartDateTime"]}; NumPassengers=2"));
        var start = (DateTimeOffset)(await Supplier(sold))["ride"]!["start"]!;

        Assert.Equal(("", "2030-11-03T01:30:00", "2"), (told["Error/ErrorDescription"], told["StartDateTime"], told["NumPassengers"]));
        Assert.Equal($"2030-11-03 {gmt}", start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Doubled_end_that_is_repeated_as_it_was_told_stays()
    {
        await own.Advance(TimeSpan.FromDays(200));
        const string Hours = "ServiceType=200; StartDateTime=2030-11-02T20:00:00; EndDateTime=2030-11-03T01:30:00-05:00";
        var search = await Concur(Search(Gateway).With(Hours, Gateway));
        var sold = await Concur(Booking.Sell(Gateway, search).With(Hours, Gateway));

        var told = await Concur(Only(sold, "EndDateTime=2030-11-03T01:30:00; PickupInstructions=ring"));

        Assert.Equal(("", "2030-11-03T01:30:00"), (told["Error/ErrorDescription"], told["EndDateTime"]));
        Assert.Equal((sold["RateInfo/Rate"], "325.00"), (told["RateInfo/Rate"], told["RateInfo/BasePrice"]));
    }

    [Fact]
    public async Task Connections_with_other_habits_see_the_same_instant_differently()
    {
        var local = await Sell("2030-03-06T10:00:00");
        var gmt = await SearchAndSell(Gateway);

        Assert.Equal((DateTimeOffset)(await Supplier(gmt))["ride"]!["start"]!, (DateTimeOffset)(await Supplier(local))["ride"]!["start"]!);
        Assert.Equal(("2030-03-06T10:00:00", "2030-03-06T15:00:00"), (local["StartDateTime"], gmt["StartDateTime"]));
    }

    private Task<LimoMessage> Concur(LimoMessage message) =>
        Gateway.Concur(message, GatewayFixture.LocalUser, GatewayFixture.OtherPassword);

    private async Task<LimoMessage> Sell(string local)
    {
        var search = await Concur(Search(Gateway).Set("StartDateTime", local));
        Assert.Equal("", search["Error/ErrorDescription"]);
        var sold = await Concur(Booking.Sell(Gateway, search).Set("StartDateTime", local));
        Assert.Equal("", sold["Error/ErrorDescription"]);
        return sold;
    }

    /// <summary>An Update that says nothing but these changes.</summary>
    private LimoMessage Only(LimoMessage sold, string changes) =>
        LimoMessage.Parse("<CC_LimoUpdateRequest/>").Set("ReservationID", sold["ReservationID"]).With(changes, Gateway);

    private async Task<JsonNode> Supplier(LimoMessage sold)
    {
        using var response = await Gateway.Dispatch(HttpMethod.Get, $"/reservations/{sold["ReservationID"]}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
