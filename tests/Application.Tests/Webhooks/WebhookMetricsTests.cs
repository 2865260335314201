using System.Diagnostics.Metrics;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Webhooks;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.Webhooks;

public sealed class WebhookMetricsTests : IDisposable
{
    private readonly ClaimGate gate = new();
    private readonly WebhookMetrics metrics;
    private readonly MeterListener listener = new();
    private readonly List<(string Name, double Value, string Tags)> measured = [];

    public WebhookMetricsTests()
    {
        var clock = new FakeClock(TestClock.Now);
        var circuits = new CircuitBreakers(new WebhookSettings().BreakAfterFailures, clock);
        var limit = new ConcurrencyLimit(new ConcurrencyWindow(64));
        metrics = new WebhookMetrics(new DeliveryGates<WebhookDelivery>(limit, gate, circuits), clock);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == WebhookMetrics.Name)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
    }

    [Fact]
    public void Answer_is_counted_by_status_and_state_and_an_accepted_one_with_its_latency()
    {
        metrics.RecordAnswer(Delivery, new WebhookAnswer(204, "HTTP 204"), RetryDecision.Delivered, TestClock.Now.AddSeconds(3));
        metrics.RecordAnswer(Delivery, new WebhookAnswer(500, "HTTP 500"), RetryDecision.Dead, TestClock.Now.AddSeconds(3));

        Assert.Equal(
            [("answers", 1, "status=204 state=Delivered"), ("latency", 3, ""), ("answers", 1, "status=500 state=Dead")], measured);
    }

    [Fact]
    public void Delivery_that_was_not_sent_is_no_answer()
    {
        metrics.RecordAnswer(Delivery, WebhookAnswer.NothingToSend("The webhook is disabled"), RetryDecision.Dead, TestClock.Now);

        Assert.Empty(measured);
    }

    [Fact]
    public void Disabled_webhooks_are_a_gauge()
    {
        metrics.Disabled = 2;

        listener.RecordObservableInstruments();

        Assert.Contains(("disabled", 2, ""), measured);
    }

    public void Dispose()
    {
        listener.Dispose();
        metrics.Dispose();
        gate.Dispose();
    }

    private static WebhookDelivery Delivery => new()
    {
        WebhookId = "wh_1",
        Position = 1,
        EventId = "evt_1",
        EventType = "reservation.accepted",
        CreatedAt = TestClock.Now,
        DueAt = TestClock.Now,
        State = DeliveryState.Pending,
    };

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => measured.Add((
        instrument.Name[(instrument.Name.LastIndexOf('.') + 1)..], value,
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
