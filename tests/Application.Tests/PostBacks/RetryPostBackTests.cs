using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;
using NSubstitute;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

public class RetryPostBackTests
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly IPostBacks postBacks = Substitute.For<IPostBacks>();
    private readonly IReservations reservations = Substitute.For<IReservations>();
    private readonly IPostBackEncoder encoder = Substitute.For<IPostBackEncoder>();
    private readonly ICatalog catalog = Substitute.For<ICatalog>();
    private readonly PostBack row = Row();
    private readonly Reservation reservation = TestReservations.In(ReservationStatus.XA);

    public RetryPostBackTests()
    {
        postBacks.Find(row.Id, Arg.Any<CancellationToken>()).Returns(row);
        reservations.Find(row.ReservationId, Arg.Any<CancellationToken>()).Returns(reservation);
        encoder.Encode(reservation, TimesAre.PickupLocal).Returns(("XA", "<current/>"));
        Connect(TestReservations.Connection);
    }

    [Theory]
    [InlineData(DeliveryState.Dead)]
    [InlineData(DeliveryState.Pending)]
    public async Task Retry_queues_the_current_state_at_once(DeliveryState state)
    {
        row.State = state;

        var outcome = await Retry();

        Assert.Same(row, outcome.Value);
        postBacks.Received().Replace(row, reservation.Version, "XA", "<current/>", TestClock.Now);
    }

    [Fact]
    public async Task Retry_of_a_superseded_message_is_refused() => await Refused(RefusalKind.NotInThisState, DeliveryState.Superseded);

    [Fact]
    public async Task Retry_while_a_newer_message_is_pending_is_refused()
    {
        postBacks.FindLast(default, default).ReturnsForAnyArgs(Rows.Row(seq: 9));
        await Refused(RefusalKind.NotInThisState, DeliveryState.Dead);
    }

    [Theory]
    [InlineData(2, DeliveryState.Pending)]
    [InlineData(9, DeliveryState.Dead)]
    [InlineData(9, DeliveryState.Delivered)]
    public async Task Retry_while_no_newer_message_is_pending_is_accepted(int seq, DeliveryState state)
    {
        var last = Rows.Row(seq: seq);
        last.State = state;
        postBacks.FindLast(default, default).ReturnsForAnyArgs(last);
        row.State = DeliveryState.Dead;

        Assert.False((await Retry()).IsRefused);
    }

    [Fact]
    public async Task Retry_of_a_message_without_its_reservation_is_refused()
    {
        reservations.Find(row.ReservationId, Arg.Any<CancellationToken>()).Returns((Reservation?)null);

        await Refused(RefusalKind.Unknown, DeliveryState.Dead);
    }

    [Fact]
    public async Task Retry_of_a_message_without_a_lease_is_accepted()
    {
        (row.LeaseToken, row.LeaseUntil) = (null, TestClock.Now.AddSeconds(1));

        Assert.False((await Retry()).IsRefused);
    }

    [Fact]
    public async Task Retry_of_a_delivered_message_is_refused() => await Refused(RefusalKind.NotInThisState, DeliveryState.Delivered);

    [Fact]
    public async Task Retry_of_a_message_being_sent_is_refused()
    {
        (row.LeaseToken, row.LeaseUntil) = ("somebody", TestClock.Now.AddSeconds(1));

        await Refused(RefusalKind.NotInThisState, DeliveryState.Pending);
    }

    [Fact]
    public async Task Retry_of_a_message_whose_lease_has_ended_is_accepted()
    {
        (row.LeaseToken, row.LeaseUntil) = ("somebody", TestClock.Now);

        Assert.False((await Retry()).IsRefused);
    }

    [Fact]
    public async Task Retry_without_its_direct_connect_is_refused()
    {
        Connect("another");

        await Refused(RefusalKind.NotInThisState, DeliveryState.Dead);
    }

    [Fact]
    public async Task Retry_of_an_unknown_message_is_refused()
    {
        var outcome = await Retry(id: row.Id + 1);

        Assert.Equal(RefusalKind.Unknown, outcome.Refusal?.Kind);
    }

    [Fact]
    public async Task Retry_of_another_vendors_message_is_refused_as_unknown()
    {
        var foreign = await Retry(vendors: ["OTHER"]);
        var unknown = await Retry(id: row.Id + 1);

        Assert.Equal(unknown.Refusal, foreign.Refusal);
        postBacks.DidNotReceiveWithAnyArgs().Replace(default!, default, default!, default!, default);
    }

    private async Task Refused(RefusalKind kind, DeliveryState state)
    {
        row.State = state;

        var outcome = await Retry();

        Assert.Equal(kind, outcome.Refusal?.Kind);
        postBacks.DidNotReceiveWithAnyArgs().Replace(default!, default, default!, default!, default);
    }

    private Task<Outcome<PostBack>> Retry(long? id = null, string[]? vendors = null) =>
        new RetryPostBackHandler(postBacks, reservations, encoder, catalog, new FakeClock(TestClock.Now))
            .Handle(new RetryPostBack(new Operator("desk", Role.Dispatch, vendors, "call-9"), id ?? row.Id), cancellation);

    private void Connect(string id) => catalog.Current.Returns(TestCatalog.Of(new DirectConnect
    {
        Id = id,
        Name = id,
        UserName = id,
        PasswordHash = [],
        TokenHash = [],
        VendorCodes = ["LML"],
        TimesAre = TimesAre.PickupLocal,
    }));
}
