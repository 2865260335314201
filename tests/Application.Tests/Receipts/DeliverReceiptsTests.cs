using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Xunit;

namespace GroundTransport.Application.Tests.Receipts;

public sealed class DeliverReceiptsTests : IDisposable
{
    private readonly IReceiptOutbox outbox = Substitute.For<IReceiptOutbox>();
    private readonly IConcurReceiptClient concur = Substitute.For<IConcurReceiptClient>();
    private readonly FakeClock clock = new(TestClock.Now);
    private readonly DeliveryGates<ReceiptDelivery> gates;
    private readonly ReceiptMetrics metrics;

    public DeliverReceiptsTests()
    {
        gates = new(
            new ConcurrencyLimit(new ConcurrencyWindow(1)), new ClaimGate(),
            new CircuitBreakers(new PostBackSettings().BreakAfterFailures, clock));
        metrics = new ReceiptMetrics(gates, clock);
        var due = new Queue<ReceiptDelivery>([ReceiptScheduleTests.Row()]);
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(
            _ => Task.FromResult<IReadOnlyList<ReceiptDelivery>>(due.TryDequeue(out var row) ? [row] : []));
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(true);
        concur.Advance(default!, default!, default)
            .ReturnsForAnyArgs(new ReceiptAnswer(ReceiptStep.Send, ReceiptAnswerKind.Accepted, 201, "HTTP 201"));
    }

    [Fact]
    public async Task Receipt_goes_with_its_picture()
    {
        var picture = new ReceiptImage(1, "image/png", [1]);
        outbox.FindImage(default!, default).ReturnsForAnyArgs(picture);

        await Deliver();

        await concur.Received(1).Advance(
            Arg.Is<ReceiptDelivery>(row => row.Image == picture), "1-3-receipt-1", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Receipt_whose_picture_cant_be_read_isnt_marked_as_sent()
    {
        outbox.FindImage(default!, default).ReturnsForAnyArgs(Task.FromException<ReceiptImage?>(new IOException("The database is down")));

        await Assert.ThrowsAsync<IOException>(Deliver);

        await outbox.DidNotReceiveWithAnyArgs().MarkSent(default!, default);
        await concur.DidNotReceiveWithAnyArgs().Advance(default!, default!, default);
    }

    public void Dispose() => metrics.Dispose();

    private Task Deliver() => new DeliverReceiptsHandler(
            outbox, concur, gates, metrics, new PostBackSettings(), clock, NullLogger<DeliverReceiptsHandler>.Instance)
        .Handle(new DeliverReceipts(), TestContext.Current.CancellationToken);
}
