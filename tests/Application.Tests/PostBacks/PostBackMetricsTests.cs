using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using MediatR;
using NSubstitute;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

public sealed class PostBackMetricsTests : IDisposable
{
    private static readonly PostBackAnswer Unauthorized = new(PostBackAnswerKind.Status, 401, "HTTP 401");

    private readonly FakeClock clock = new(TestClock.Now);
    private readonly ConcurrencyLimit limit = new(new ConcurrencyWindow(64));
    private readonly ClaimGate claimGate = new();
    private readonly CircuitBreakers circuitBreakers;
    private readonly DeliveryGates<PostBack> gates;
    private readonly PostBackMetrics metrics;
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> measured = new();

    public PostBackMetricsTests()
    {
        circuitBreakers = new CircuitBreakers(new PostBackSettings().BreakAfterFailures, clock);
        gates = new DeliveryGates<PostBack>(limit, claimGate, circuitBreakers);
        // Only this test's own meter is published while it is constructed: other tests have meters of the same name.
        var (thread, isMine) = (Environment.CurrentManagedThreadId, false);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (isMine && Environment.CurrentManagedThreadId == thread && instrument.Meter.Name == PostBackMetrics.Name)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        isMine = true;
        metrics = new PostBackMetrics(gates, clock);
        isMine = false;
    }

    [Fact]
    public async Task Delivery_that_Concur_accepts_is_counted_and_its_latency_recorded()
    {
        await Deliver(new PostBackAnswer(PostBackAnswerKind.Success, 200, "Success"), created: TestClock.Now.AddSeconds(-90));

        Assert.Equal([("answers", 1, "kind=Success status=200 state=Delivered"), ("latency", 90, "")], measured);
    }

    [Theory]
    [InlineData(409, "kind=Status status=409 state=Dead")]
    [InlineData(503, "kind=Status status=503 state=Pending")]
    public async Task Delivery_that_Concur_does_not_accept_has_no_latency(int status, string tags)
    {
        await Deliver(new PostBackAnswer(PostBackAnswerKind.Status, status, ""), created: TestClock.Now.AddSeconds(-90));

        Assert.Equal([("answers", 1, tags)], measured);
    }

    [Fact]
    public void Outbox_that_was_not_read_yet_has_no_vendors()
    {
        listener.RecordObservableInstruments();

        Assert.Equal([("open_circuits", 0, ""), ("concurrency_limit", ConcurrencyWindow.DefaultStart, "")], measured);
    }

    [Fact]
    public void Vendor_whose_outbox_is_empty_again_is_zero()
    {
        metrics.Counts = Of("LML", new OutboxCounts(5, 2, TestClock.Now));
        metrics.Counts = Of("OTL", new OutboxCounts(1, 0, null));

        listener.RecordObservableInstruments();

        Assert.Contains(("pending", 0, "vendor=LML"), measured);
        Assert.Contains(("pending", 1, "vendor=OTL"), measured);
    }

    [Fact]
    public void Gauges_show_the_outbox_when_it_was_last_read()
    {
        metrics.Counts = Of("LML", new OutboxCounts(5, 2, TestClock.Now.AddSeconds(-30)));
        circuitBreakers.RecordResult("demo", Unauthorized.EffectOnCircuit(RetryDecision.RetryWithoutCounting(5)));

        listener.RecordObservableInstruments();

        Assert.Equal([("pending", 5, "vendor=LML"), ("dead", 2, "vendor=LML"), ("oldest_due", 30, "vendor=LML")], measured.Take(3));
        Assert.Contains(("open_circuits", 1, ""), measured);
    }

    [Fact]
    public void Concurrency_limit_is_the_window_of_now()
    {
        limit.RecordAnswer(limit.Begin("demo"), WindowEffect.Halve);

        listener.RecordObservableInstruments();

        Assert.Contains(("concurrency_limit", ConcurrencyWindow.DefaultStart / 2, ""), measured);
    }

    [Fact]
    public void Age_of_the_oldest_message_is_never_negative()
    {
        metrics.Counts = Of("LML", new OutboxCounts(1, 0, TestClock.Now.AddSeconds(30)));

        listener.RecordObservableInstruments();

        Assert.Equal(0, measured.Single(gauge => gauge.Name == "oldest_due").Value);
    }

    [Fact]
    public void Meter_that_was_disposed_measures_nothing()
    {
        metrics.Dispose();

        listener.RecordObservableInstruments();

        Assert.Empty(measured);
    }

    public void Dispose()
    {
        listener.Dispose();
        metrics.Dispose();
        claimGate.Dispose();
    }

    private static Dictionary<string, OutboxCounts> Of(string vendor, OutboxCounts counts) => new() { [vendor] = counts };

    private async Task Deliver(PostBackAnswer answer, DateTimeOffset created)
    {
        var (outbox, concur) = (Substitute.For<IPostBackOutbox>(), Substitute.For<IConcurPostBackClient>());
        IReadOnlyList<PostBack> due = [Row(created: created)], none = [];
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(due, none);
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(true);
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(true);
        concur.Send(default!, default!, default).ReturnsForAnyArgs(answer);
        var settings = new PostBackSettings { Url = new Uri("https://concur.example/") };
        var handler = new DeliverPostBacksHandler(
            outbox, concur, gates, metrics, Substitute.For<IMediator>(), settings, clock,
            new LogLines<DeliverPostBacksHandler>());
        await handler.Handle(new DeliverPostBacks(), TestContext.Current.CancellationToken);
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name[(instrument.Name.LastIndexOf('.') + 1)..];
        measured.Enqueue((name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
    }
}
