using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using NSubstitute;
using Xunit;

namespace GroundTransport.Application.Tests.Receipts;

public class PutReceiptRecipientTests
{
    private readonly IReservations reservations = Substitute.For<IReservations>();
    private readonly IReceipts receipts = Substitute.For<IReceipts>();

    [Fact]
    public async Task Each_vendor_whose_receipts_get_the_user_is_audited()
    {
        var reservation = TestReservations.In(ReservationStatus.RC);
        reservations.Find(reservation.Id, Arg.Any<CancellationToken>()).Returns(reservation);
        receipts.Of(default, default).ReturnsForAnyArgs(Task.FromResult<IReadOnlyList<ReceiptDelivery>>([]));
        IReadOnlyList<string> seen = ["LML", "OTHER"], changed = ["OTHER", "LML"];
        receipts.Remember(default!, default!, default!, seen, default, default).ReturnsForAnyArgs(
            call => Task.FromResult<IReadOnlyList<string>>(call.ArgAt<IReadOnlyList<string>?>(3) == seen ? changed : []));
        var put = new PutReceiptRecipient(
            new Operator("key", Role.Dispatch, seen, ""), reservation.Id, "08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6");

        var outcome = await new PutReceiptRecipientHandler(reservations, receipts, new FakeClock(TestClock.Now))
            .Handle(put, TestContext.Current.CancellationToken);

        Assert.Equal(["LML", "OTHER"], put.Describe(outcome).VendorCodes);
    }
}
