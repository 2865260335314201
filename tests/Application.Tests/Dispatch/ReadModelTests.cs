using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Paging;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.Dispatch;

/// <summary>The mapper's configuration, and the cursors of the lists.</summary>
public sealed class ReadModelTests
{
    [Fact]
    public void Configuration_maps_every_member() => MappingServices.Configuration().AssertConfigurationIsValid();

    [Fact]
    public void Configuration_throws_with_the_extension_methods_of_Enumerable()
    {
        // The reason for the workaround. It can be removed with a release of AutoMapper that doesn't throw here.
        var failure = Record.Exception(() => new AutoMapper.MapperConfiguration(cfg => cfg.AddProfile<ReadModelMapping>()));

        Assert.NotNull(failure);
    }

    [Fact]
    public void Map_of_a_pending_change_shows_both_rides()
    {
        var model = MappingServices.Configuration().CreateMapper().Map<ReservationModel>(TestReservations.In(ReservationStatus.CB));

        Assert.Equal(("CB", true, 1, 2), (model.Status, model.NeedsDecision, model.Ride.Passengers, model.PendingChange!.Passengers));
        Assert.Equal(
            ("address", "209 Madison St. #400", "airport", "DCA"),
            (model.Ride.Pickup.Kind, model.Ride.Pickup.Street, model.Ride.Dropoff.Kind, model.Ride.Dropoff.Code));
        Assert.Equal((42.50m, "USD", "flat"), (model.Ride.Fare.Rate, model.Ride.Fare.Currency, model.Ride.Fare.Type));
        Assert.Equal(("card", "VI", "1111"), (model.Ride.Payment.Kind, model.Ride.Payment.CardType, model.Ride.Payment.LastFour));
        Assert.Equal("2012-02-19T09:00", model.Ride.LocalStart);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("!!!!")]
    [InlineData("MS4yLjM")]
    public void Read_of_an_invalid_cursor_is_null(string text) => Assert.Null(Cursor.Read(text));

    [Fact]
    public void Read_of_a_cursor_returns_its_position() =>
        Assert.Equal(
            new ListPosition(1_900_000_000_123, 987654321012),
            Cursor.Read(Cursor.Of(DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123), 987654321012)));
}
