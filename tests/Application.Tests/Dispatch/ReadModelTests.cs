using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Paging;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.Dispatch;

/// <summary>The mapper's configuration, and the cursors of the lists.</summary>
public sealed class ReadModelTests
{
    [Fact]
    public void Configuration_maps_every_member() => MappingServices.Configuration.AssertConfigurationIsValid();

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
        var model = MappingServices.Configuration.CreateMapper().Map<ReservationModel>(TestReservations.In(ReservationStatus.CB));

        Assert.Equal((ReservationStatus.CB, ReservationState.ChangeRequested, true), (model.Status, model.State, model.NeedsDecision));
        Assert.Equal((1, 2), (model.Ride.Passengers, model.PendingChange!.Passengers));
        Assert.Equal(
            (StopKind.Address, "209 Madison St. #400", StopKind.Airport, "DCA"),
            (model.Ride.Pickup.Kind, model.Ride.Pickup.Street, model.Ride.Dropoff.Kind, model.Ride.Dropoff.Code));
        Assert.Equal((42.50m, "USD", RateType.Flat), (model.Ride.Fare.Rate, model.Ride.Fare.Currency, model.Ride.Fare.Type));
        Assert.Equal(
            (PaymentKind.Card, CardType.VI, "1111"),
            (model.Ride.Payment.Kind, model.Ride.Payment.CardType, model.Ride.Payment.LastFour));
        Assert.Equal("2012-02-19T09:00", model.Ride.LocalStart);
    }

    [Fact]
    public void Map_shows_driver_vehicle_and_own_number_once_they_are_known()
    {
        var (mapper, reservation) = (MappingServices.Configuration.CreateMapper(), TestReservations.In(ReservationStatus.RA));
        var before = mapper.Map<ReservationSnapshotModel>(reservation);
        reservation.Do(
            new Amend
            {
                Driver = new Driver("D. 7", "703 555 0177"),
                Vehicle = new AssignedVehicle("L-204", "Lincoln", "Navigator", "black"),
                ExternalReference = "job 1",
            },
            TestClock.Now);
        var after = mapper.Map<ReservationSnapshotModel>(reservation);

        Assert.Equal((null, null, ""), (before.Driver, before.Vehicle, before.ExternalReference));
        Assert.Equal(("D. 7", "703 555 0177", "job 1"), (after.Driver!.Name, after.Driver.Phone, after.ExternalReference));
        Assert.Equal(
            ("L-204", "Lincoln", "Navigator", "black"),
            (after.Vehicle!.Plate, after.Vehicle.Make, after.Vehicle.Model, after.Vehicle.Colour));
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

    [Fact]
    public void Read_of_a_cursor_of_another_order_is_null()
    {
        var cursor = Cursor.Of(DateTimeOffset.FromUnixTimeMilliseconds(1), 2, ReservationSort.ChangedAt);

        Assert.Equal(new ListPosition(1, 2), Cursor.Read(cursor, ReservationSort.ChangedAt));
        Assert.Null(Cursor.Read(cursor, ReservationSort.SoldAt));
        Assert.Null(Cursor.Read(cursor));
    }
}
