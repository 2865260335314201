using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
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
        var reservation = TestReservations.In(Domain.Reservations.ReservationStatus.RC);
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

    private Task<IReadOnlyList<ReceiptDelivery>> Claim() => Outbox.Claim(8, DestinationFilter.All, Cancellation);

    private async Task Answer(ReceiptDelivery row, ReceiptAnswer answer, RetryDecision decision)
    {
        Assert.True(await Outbox.MarkSent(row, Cancellation));
        Assert.True(await Outbox.Complete(row, answer, decision, Cancellation));
    }
}
