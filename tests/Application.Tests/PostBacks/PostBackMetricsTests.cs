using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
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

    private readonly DrivenClock clock = new(TestClock.Now);
    private readonly PostBackSenders senders = new();
    private readonly PostBackChannels channels;
    private readonly PostBackMetrics meter;
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> measured = new();

    public PostBackMetricsTests()
    {
        channels = new PostBackChannels(new PostBackSettings(), clock);
        // Only this test's own meter is published while it is constructed: other tests have meters of the same name.
        var (thread, isMine) = (Environment.CurrentManagedThreadId, false);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (isMine && Environment.CurrentManagedThreadId == thread && instrument.Meter.Name == PostBackMetrics.Name)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        isMine = true;
        meter = new PostBackMetrics(channels, clock);
        isMine = false;
    }

    [Fact]
    public async Task Delivery_that_Concur_accepts_is_counted_and_its_latency_recorded()
    {
        await Deliver(new PostBackAnswer(PostBackAnswerKind.Success, 200, "Success"), created: TestClock.Now.AddSeconds(-90));

        Assert.Equal([("answers", 1, "kind=Success status=200 then=Delivered"), ("latency", 90, "")], measured);
    }

    [Theory]
    [InlineData(409, "kind=Status status=409 then=Dead")]
    [InlineData(503, "kind=Status status=503 then=Pending")]
    public async Task Delivery_that_Concur_does_not_accept_has_no_latency(int status, string tags)
    {
        await Deliver(new PostBackAnswer(PostBackAnswerKind.Status, status, ""), created: TestClock.Now.AddSeconds(-90));

        Assert.Equal([("answers", 1, tags)], measured);
    }

    [Fact]
    public void Gauges_of_an_outbox_that_was_not_read_yet_are_zero()
    {
        listener.RecordObservableInstruments();

        Assert.Equal(4, measured.Count);
        Assert.All(measured, gauge => Assert.Equal(0, gauge.Value));
    }

    [Fact]
    public void Gauges_show_the_outbox_as_it_was_last_read()
    {
        meter.Level = new OutboxGauge(5, 2, TestClock.Now.AddSeconds(-30));
        channels.Learn("demo", Unauthorized, RetryDecision.ChannelIsShut(5));

        listener.RecordObservableInstruments();

        Assert.Equal([("pending", 5), ("dead", 2), ("oldest_due", 30)], measured.Take(3).Select(gauge => (gauge.Name, gauge.Value)));
        Assert.Equal(1, measured.Last().Value);
    }

    [Fact]
    public void Age_of_the_oldest_message_is_never_negative()
    {
        meter.Level = new OutboxGauge(1, 0, TestClock.Now.AddSeconds(30));

        listener.RecordObservableInstruments();

        Assert.Equal(0, measured.Single(gauge => gauge.Name == "oldest_due").Value);
    }

    [Fact]
    public void Meter_that_was_disposed_measures_nothing()
    {
        meter.Dispose();

        listener.RecordObservableInstruments();

        Assert.Empty(measured);
    }

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
        senders.Dispose();
    }

    private async Task Deliver(PostBackAnswer answer, DateTimeOffset created)
    {
        var (outbox, concur) = (Substitute.For<IPostBackOutbox>(), Substitute.For<IConcurPostBack>());
        IReadOnlyList<PostBack> due = [Row(created: created)], none = [];
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(due, none);
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(true);
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(true);
        concur.Send(default!, default!, default).ReturnsForAnyArgs(answer);
        await new DeliverPostBacksHandler(outbox, concur, senders, channels, meter, Substitute.For<IMediator>(),
            new PostBackSettings { Url = new Uri("https://concur.example/") }, clock, new LogLines<DeliverPostBacksHandler>())
            .Handle(new DeliverPostBacks(), TestContext.Current.CancellationToken);
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name[(instrument.Name.LastIndexOf('.') + 1)..];
        measured.Enqueue((name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
    }
}
