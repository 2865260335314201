using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.Infrastructure.Persistence.Stores;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

/// <summary>The outbox of receipts: what waits, what is replaced, and what a sender that died leaves open.</summary>
public abstract class ReceiptOutboxTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static readonly ReceiptAnswer Accepted = new(ReceiptStep.Send, ReceiptAnswerKind.Accepted, 201, "HTTP 201")
    {
        ConcurReceiptId = "concur-1",
        StatusUrl = "https://us.api.concursolutions.com/receipts/v4/status/concur-1",
    };

    private const string User = "0a000000-0000-4000-8000-000000000003";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ReceiptOutbox Outbox => Fixture.Get<ReceiptOutbox>();

    private DateTimeOffset Now => Fixture.Clock.GetUtcNow();

    [Fact]
    public async Task Receipt_without_recipient_is_never_due()
    {
        await Fixture.Add(Samples.Receipt(1, user: "", at: Now));

        Fixture.Clock.Advance(TimeSpan.FromDays(365));

        Assert.Empty(await Claim());
        Assert.Equal(1, (await Outbox.CountAwaiting(Cancellation))["LML"]);
        Assert.Empty(await Outbox.Count(Cancellation));
    }

    [Fact]
    public async Task Recipient_that_was_named_while_the_ride_was_closed_is_found()
    {
        var reservation = TestReservations.In(ReservationStatus.RC);
        reservation.AddressReceiptTo("0a000000-0000-4000-8000-000000000001");
        await Fixture.Add(
            reservation, Samples.Receipt(reservation.Id, user: "", at: Now), Samples.Receipt(2, user: "", at: Now),
            new ReceiptUserRow("demo", "passenger") { UserId = "0a000000-0000-4000-8000-000000000002", SetAt = Now });

        Assert.Equal(2, await Outbox.AddressKnown(Cancellation));
        Assert.Equal(0, await Outbox.AddressKnown(Cancellation));

        Assert.Equal(
            [(2L, "0a000000-0000-4000-8000-000000000002"), (reservation.Id, "0a000000-0000-4000-8000-000000000001")],
            (await Claim()).Select(row => (row.ReservationId, row.UserId)).Order());
    }

    [Fact]
    public async Task Accepted_receipt_is_followed_and_an_adjustment_waits_for_its_end()
    {
        await Fixture.Add(Samples.Receipt(1, at: Now), Samples.Receipt(1, 2, at: Now));
        var first = Assert.Single(await Claim());

        await Answer(first, Accepted, RetryDecision.RetryWithoutCounting(1));
        Assert.Empty(await Claim());
        Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var followed = Assert.Single(await Claim());
        Assert.Equal(
            (1, "concur-1", true, ReceiptState.Processing),
            (followed.Seq, followed.ConcurReceiptId, followed.IsAccepted, followed.Progress));
        await Answer(followed, new ReceiptAnswer(ReceiptStep.Follow, ReceiptAnswerKind.Processed, 200, "done"), RetryDecision.Delivered);

        Assert.Equal(2, Assert.Single(await Claim()).Seq);
        Assert.Equal(["receipt.processed"], await Fixture.Use(db => db.Events.Select(happened => happened.Type).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task Sender_that_died_leaves_open_whether_it_arrived()
    {
        await Fixture.Add(Samples.Receipt(1, at: Now));
        Assert.True(await Outbox.MarkSent(Assert.Single(await Claim()), Cancellation));

        Fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True(Assert.Single(await Claim()).MayHaveArrived);
    }

    [Fact]
    public async Task Sender_that_died_before_it_sent_leaves_nothing_open()
    {
        await Fixture.Add(Samples.Receipt(1, at: Now));
        Assert.Single(await Claim());

        Fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.False(Assert.Single(await Claim()).MayHaveArrived);
    }

    [Fact]
    public async Task Definite_no_leaves_nothing_open_and_a_500_does()
    {
        await Fixture.Add(Samples.Receipt(1, at: Now));
        var busy = new ReceiptAnswer(ReceiptStep.Send, ReceiptAnswerKind.Status, 429, "HTTP 429");
        await Answer(Assert.Single(await Claim()), busy, RetryDecision.RetryIn(0).CountedAsRefusal());
        var again = Assert.Single(await Claim());
        Assert.False(again.MayHaveArrived);

        await Answer(again, busy with { Status = 500 }, RetryDecision.RetryIn(0));

        Assert.True(Assert.Single(await Claim()).MayHaveArrived);
    }

    [Fact]
    public async Task Receipt_of_a_sender_that_died_cant_change_before_it_is_claimed_again()
    {
        await Fixture.Add(Samples.Receipt(1, at: Now));
        Assert.True(await Outbox.MarkSent(Assert.Single(await Claim()), Cancellation));

        Fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        var left = await Stored();
        Assert.False(left.IsLeased(Now));
        Assert.False(left.CanChange(Now));
        left.Requeue(Now);
        Assert.True(left.MayHaveArrived);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_that_found_nothing_settles_what_was_open_and_its_sending_may_open_it_again(bool isRetriedByHand)
    {
        await Fixture.Add(Samples.Receipt(1, at: Now));
        var failed = new ReceiptAnswer(ReceiptStep.Send, ReceiptAnswerKind.Status, 500, "HTTP 500");
        await Answer(Assert.Single(await Claim()), failed, RetryDecision.RetryIn(0));
        if (isRetriedByHand)
        {
            await Fixture.Use(
                db => db.Receipts.ExecuteUpdateAsync(set => set.SetProperty(row => row.MayHaveArrivedBefore, true), Cancellation));
        }

        var searched = failed with { SearchFoundNothing = true };
        await Answer(Assert.Single(await Claim()), searched, RetryDecision.RetryIn(0));
        Assert.True((await Stored()).MayHaveArrived);
        await Answer(Assert.Single(await Claim()), searched with { Status = 404 }, RetryDecision.Dead.CountedAsRefusal());

        Assert.Equal((3, true), await Stored() is var dead ? (dead.Attempts, dead.CanChange(Now)) : default);
    }

    [Fact]
    public async Task Naming_a_recipient_addresses_what_waits_of_the_vendors_that_the_caller_sees()
    {
        await Fixture.Add(
            Samples.Receipt(1, user: "", at: Now), Samples.Receipt(2, user: "", at: Now, vendor: "OTHER"));

        Assert.Equal(["LML"], await Remember(["LML", "THIRD"]));
        Assert.Equal([User, ""], await Users());
        Assert.Equal(["OTHER"], await Remember(null));
        Assert.Equal([User, User], await Users());

        Task<IReadOnlyList<string>> Remember(IReadOnlyList<string>? vendors) => Fixture.Use(async db =>
        {
            var changed = await new ReceiptStore(db).Remember(DemoData.DirectConnect.Id, "passenger", User, vendors, Now, Cancellation);
            await db.SaveChangesAsync(Cancellation);
            return changed;
        });

        Task<List<string>> Users() => Fixture.Use(
            db => db.Receipts.OrderBy(row => row.ReservationId).Select(row => row.UserId).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Picture_is_deleted_a_while_after_its_ride_unless_a_receipt_still_needs_it()
    {
        const long processed = 1, superseded = 2, dead = 3, withoutReceipt = 4, open = 5;
        await Fixture.Add([
            .. new[] { processed, superseded, dead, withoutReceipt }.Select(id => TestReservations.In(ReservationStatus.RC, id)),
            TestReservations.In(ReservationStatus.RA, open),
            .. Enumerable.Range(1, 5).Select(id => new ReceiptImage(id, "image/png", [1])),
            Done(Samples.Receipt(processed, at: Now), DeliveryState.Delivered),
            Done(Samples.Receipt(superseded, at: Now), DeliveryState.Superseded), Samples.Receipt(superseded, 2, at: Now),
            Done(Samples.Receipt(dead, at: Now), DeliveryState.Dead),
        ]);

        Fixture.Clock.Advance(TimeSpan.FromDays(20));
        await Purge();
        Assert.Equal([processed, superseded, dead, open], await Pictures());
        Fixture.Clock.Advance(TimeSpan.FromDays(11));
        await Purge();

        Assert.Equal([superseded, dead, open], await Pictures());
        Assert.Equal(
            ["", "", "{}", "{}"], await Fixture.Use(db => db.Receipts.Select(row => row.Payload).Order().ToListAsync(Cancellation)));

        ReceiptDelivery Done(ReceiptDelivery row, DeliveryState state)
        {
            (row.State, row.DoneAt) = (state, Now);
            return row;
        }

        Task<List<long>> Pictures() => Fixture.Use(
            db => db.ReceiptImages.Select(image => image.ReservationId).Order().ToListAsync(Cancellation));
    }

    [Fact]
    public async Task User_is_forgotten_a_year_after_the_last_receipt()
    {
        await Fixture.Add(Remembered("passenger"), Remembered("other"));
        Fixture.Clock.Advance(TimeSpan.FromDays(300));
        await Fixture.Add(Samples.Receipt(1, at: Now));

        Fixture.Clock.Advance(TimeSpan.FromDays(66));
        await Purge();
        Assert.Equal(["passenger"], await Passengers());
        Fixture.Clock.Advance(TimeSpan.FromDays(300));
        await Purge();

        Assert.Empty(await Passengers());

        ReceiptUserRow Remembered(string passenger) =>
            new(DemoData.DirectConnect.Id, passenger) { UserId = User, SetAt = Now };

        Task<List<string>> Passengers() => Fixture.Use(db => db.ReceiptUsers.Select(row => row.PassengerKey).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Content_that_a_sender_has_claimed_meanwhile_isnt_replaced()
    {
        await Fixture.Add(Samples.Receipt(1, at: Now));
        await using var scope = Fixture.Scope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        var seen = await db.Receipts.SingleAsync(Cancellation);
        Assert.Single(await Claim());

        seen.Payload = """{"total":"1.00"}""";

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task Retry_by_hand_remembers_what_may_have_arrived()
    {
        var row = Samples.Receipt(1, at: Now);
        (row.State, row.Attempts) = (DeliveryState.Dead, 3);

        row.Requeue(Now);

        Assert.Equal((DeliveryState.Pending, 0, true), (row.State, row.Attempts, row.MayHaveArrived));
        Assert.False(row.CanChange(Now));
    }

    private Task<ReceiptDelivery> Stored() => Fixture.Use(db => db.Receipts.AsNoTracking().SingleAsync(Cancellation));

    private async Task Purge()
    {
        await using var scope = Fixture.Scope();
        var month = Now.AddDays(-30);
        await scope.ServiceProvider.GetRequiredService<IExpiredRows>()
            .Delete(new ExpiryLimits(month, month, month, Now), 500, Cancellation);
    }

    private Task<IReadOnlyList<ReceiptDelivery>> Claim() => Outbox.Claim(8, DestinationFilter.All, Cancellation);

    private async Task Answer(ReceiptDelivery row, ReceiptAnswer answer, RetryDecision decision)
    {
        Assert.True(await Outbox.MarkSent(row, Cancellation));
        Assert.True(await Outbox.Complete(row, answer, decision, Cancellation));
    }
}
