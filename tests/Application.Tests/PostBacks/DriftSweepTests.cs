using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;
using MediatR;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

public class DriftSweepTests
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private readonly INotificationLedger ledger = Substitute.For<INotificationLedger>();
    private readonly IMediator mediator = Substitute.For<IMediator>();
    private readonly IReservations reservations = Substitute.For<IReservations>();
    private readonly IPostBacks postBacks = Substitute.For<IPostBacks>();
    private readonly IPostBackEncoder encoder = Substitute.For<IPostBackEncoder>();
    private readonly ICatalog catalog = Substitute.For<ICatalog>();
    private readonly LogLines<ReconcileDriftHandler> log = new();
    private readonly FakeClock clock = new(TestClock.Now);
    private readonly Reservation reservation = TestReservations.In(ReservationStatus.CA);

    public DriftSweepTests()
    {
        reservations.Find(reservation.Id, Arg.Any<CancellationToken>()).Returns(reservation);
        encoder.Encode(reservation, TimesAre.PickupLocal).Returns(("CA", "<current/>"));
        Connect(postBackEnabled: true);
    }

    [Fact]
    public async Task Sweep_queues_each_drifted_reservation_and_logs_and_counts_those_that_were_accepted()
    {
        ledger.FindDrifted(default, default, default, default).ReturnsForAnyArgs([7L, 8L, 9L]);
        mediator.Send(default(EnqueueCurrentState)!, default).ReturnsForAnyArgs(call =>
            call.Arg<EnqueueCurrentState>().ReservationId == 8 ? Refusal.UnknownReservation : Outcome<Reservation>.Of(reservation));

        Assert.Equal(2, (await Sweep()).Value);

        await mediator.ReceivedWithAnyArgs(3).Send(default(EnqueueCurrentState)!, default);
        Assert.Equal([LogLevel.Warning, LogLevel.Warning], log.Lines.Select(line => line.Level));
        Assert.All(log.Lines.Zip([7, 9]), pair => Assert.Contains($" {pair.Second} ", pair.First.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sweep_covers_what_drifted_long_enough_ago_but_within_a_week()
    {
        await Sweep();

        await ledger.Received().FindDrifted(
            TestClock.Now.AddDays(-7), TestClock.Now.AddMinutes(-2), 100, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Current_state_of_a_reservation_without_a_message_is_added_as_a_new_one()
    {
        reservation.RecordCorrelationId("call-7");

        Assert.Same(reservation, (await Enqueue()).Value);

        postBacks.Received().Add(Arg.Is<PostBack>(row =>
            row.ReservationId == reservation.Id && row.Seq == reservation.Version && row.StateSeq == reservation.Version
            && row.Status == "CA" && row.Payload == "<current/>" && row.State == DeliveryState.Pending
            && row.DirectConnectId == TestReservations.Connection && row.VendorCode == "LML" && row.CorrelationId == "call-7"
            && row.CreatedAt == TestClock.Now && row.DueAt == TestClock.Now));
        postBacks.DidNotReceiveWithAnyArgs().Replace(default!, default, default!, default!, default);
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Dead)]
    [InlineData(DeliveryState.Superseded)]
    public async Task Current_state_of_a_reservation_with_an_older_message_is_added_as_a_new_one(DeliveryState state)
    {
        Last(seq: reservation.Version - 1, state);

        await Enqueue();

        postBacks.Received().Add(Arg.Is<PostBack>(row => row.Seq == reservation.Version));
        postBacks.DidNotReceiveWithAnyArgs().Replace(default!, default, default!, default!, default);
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Dead)]
    [InlineData(DeliveryState.Superseded)]
    public async Task Current_state_of_a_reservation_whose_message_is_done_sends_that_one_again(DeliveryState state)
    {
        var last = Last(reservation.Version, state);

        Assert.Same(reservation, (await Enqueue()).Value);

        postBacks.Received().Replace(last, reservation.Version, "CA", "<current/>", TestClock.Now);
        postBacks.DidNotReceiveWithAnyArgs().Add(default!);
    }

    [Fact]
    public async Task Current_state_that_is_pending_already_changes_nothing()
    {
        Last(reservation.Version, DeliveryState.Pending);

        Assert.Same(reservation, (await Enqueue()).Value);

        AssertNothingIsQueued();
    }

    [Fact]
    public async Task Current_state_follows_a_pending_message_with_an_older_one()
    {
        Last(reservation.Version - 1, DeliveryState.Pending);

        await Enqueue();

        postBacks.ReceivedWithAnyArgs(1).Add(default!);
    }

    [Fact]
    public async Task Current_state_of_an_unknown_reservation_is_refused()
    {
        Assert.Equal(RefusalKind.Unknown, (await Enqueue(reservation.Id + 1)).Refusal?.Kind);
        AssertNothingIsQueued();
    }

    [Fact]
    public async Task Current_state_for_a_connection_without_PostBacks_is_refused()
    {
        Connect(postBackEnabled: false);

        Assert.Equal(RefusalKind.NotInThisState, (await Enqueue()).Refusal?.Kind);
        AssertNothingIsQueued();
    }

    [Fact]
    public async Task Current_state_for_a_connection_that_no_longer_exists_is_refused()
    {
        Connect(postBackEnabled: true, id: "another");

        Assert.Equal(RefusalKind.NotInThisState, (await Enqueue()).Refusal?.Kind);
        AssertNothingIsQueued();
    }

    private Task<Outcome<int>> Sweep() =>
        new ReconcileDriftHandler(ledger, mediator, new PostBackSettings(), clock, log).Handle(new ReconcileDrift(), cancellation);

    private Task<Outcome<Reservation>> Enqueue(long? id = null) =>
        new EnqueueCurrentStateHandler(reservations, postBacks, encoder, catalog, clock)
            .Handle(new EnqueueCurrentState(id ?? reservation.Id), cancellation);

    private PostBack Last(int seq, DeliveryState state)
    {
        var last = Row(seq: seq);
        last.State = state;
        postBacks.FindLast(reservation.Id, Arg.Any<CancellationToken>()).Returns(last);
        return last;
    }

    private void AssertNothingIsQueued()
    {
        postBacks.DidNotReceiveWithAnyArgs().Add(default!);
        postBacks.DidNotReceiveWithAnyArgs().Replace(default!, default, default!, default!, default);
    }

    private void Connect(bool postBackEnabled, string id = TestReservations.Connection) =>
        catalog.Current.Returns(TestCatalog.Of(new DirectConnect
        {
            Id = id,
            Name = id,
            UserName = id,
            PasswordHash = [],
            TokenHash = [],
            VendorCodes = ["LML"],
            TimesAre = TimesAre.PickupLocal,
            PostBackEnabled = postBackEnabled,
        }));
}
