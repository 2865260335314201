using System.Threading.Channels;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using MediatR;
using NSubstitute;
using Xunit;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

/// <summary>Concur answers when a test says so, and a thousand messages are due: as many are under way as Concur answers well.</summary>
public sealed class DeliveryPaceTests : IAsyncDisposable
{
    private static readonly PostBackAnswer Accepted = new(PostBackAnswerKind.Success, 200, "Success");
    private static readonly PostBackAnswer Unavailable = new(PostBackAnswerKind.Status, 503, "HTTP 503");
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(2);

    private readonly FakeClock clock = new(TestClock.Now);
    private readonly ConcurrencyLimit limit = new(new ConcurrencyWindow(12));
    private readonly ClaimGate claimGate = new();
    private readonly PostBackMetrics metrics;
    private readonly Channel<TaskCompletionSource<PostBackAnswer>> sent = Channel.CreateUnbounded<TaskCompletionSource<PostBackAnswer>>();
    private readonly Queue<TaskCompletionSource<PostBackAnswer>> underWay = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task delivery;

    public DeliveryPaceTests()
    {
        var due = new Queue<PostBack>(Enumerable.Range(1, 1000).Select(reservation => Row(reservation)));
        var (outbox, concur) = (Substitute.For<IPostBackOutbox>(), Substitute.For<IConcurPostBackClient>());
        outbox.Claim(default, default!, default).ReturnsForAnyArgs(call => Task.FromResult<IReadOnlyList<PostBack>>(
            [.. Enumerable.Range(0, Math.Min(call.Arg<int>(), due.Count)).Select(_ => due.Dequeue())]));
        outbox.MarkSent(default!, default).ReturnsForAnyArgs(true);
        outbox.Complete(default!, default!, default!, default).ReturnsForAnyArgs(true);
        concur.Send(default!, default!, default).ReturnsForAnyArgs(_ =>
        {
            var answer = new TaskCompletionSource<PostBackAnswer>();
            sent.Writer.TryWrite(answer);
            return answer.Task;
        });
        var settings = new PostBackSettings { Url = new Uri("https://concur.example/") };
        var gates = new DeliveryGates<PostBack>(limit, claimGate, new CircuitBreakers(settings.BreakAfterFailures, clock));
        metrics = new PostBackMetrics(gates, clock);
        var handler = new DeliverPostBacksHandler(
            outbox, concur, gates, metrics, Substitute.For<IMediator>(), settings, clock, new LogLines<DeliverPostBacksHandler>());
        delivery = handler.Handle(new DeliverPostBacks(), stopping.Token);
    }

    [Fact]
    public async Task Fast_answers_bring_one_more_message_under_way_in_each_round_trip_up_to_the_maximum()
    {
        await ReadSent(8);
        foreach (var size in (int[])[8, 9, 10, 11, 12, 12])
        {
            Assert.Equal((size, 0), (limit.Size, limit.Free));
            for (var answer = 0; answer < size; answer++)
            {
                var before = limit.Size;
                Answer(Accepted, after: Fast / (2 * size));
                await ReadSent(1 + limit.Size - before);
            }
        }
        Assert.Equal(12, underWay.Count);
    }

    [Fact]
    public async Task Slow_answers_bring_no_more_messages_under_way()
    {
        await ReadSent(8);
        for (var answer = 0; answer < 40; answer++)
        {
            Answer(Accepted, after: Fast + TimeSpan.FromTicks(1));
            await ReadSent(1);
        }
        Assert.Equal((8, 0), (limit.Size, limit.Free));
    }

    [Theory]
    [InlineData(PostBackAnswerKind.Status, 429)]
    [InlineData(PostBackAnswerKind.Status, 503)]
    [InlineData(PostBackAnswerKind.Status, 504)]
    [InlineData(PostBackAnswerKind.Timeout, 0)]
    public async Task Answer_of_an_overloaded_receiver_halves_what_may_be_under_way(PostBackAnswerKind kind, int status)
    {
        await ReadSent(8);

        Answer(new PostBackAnswer(kind, status, "overloaded"), after: Fast);

        Assert.Equal((4, 0), (limit.Size, limit.Free));
    }

    [Theory]
    [InlineData(PostBackAnswerKind.Status, 401)]
    [InlineData(PostBackAnswerKind.Status, 409)]
    [InlineData(PostBackAnswerKind.Status, 500)]
    [InlineData(PostBackAnswerKind.Unreachable, 0)]
    [InlineData(PostBackAnswerKind.NoCredential, 0)]
    public async Task Answer_that_says_nothing_about_the_load_changes_nothing(PostBackAnswerKind kind, int status)
    {
        await ReadSent(8);

        Answer(new PostBackAnswer(kind, status, "refused"), after: Fast);

        Assert.Equal(8, limit.Size);
    }

    [Fact]
    public async Task Overload_halves_once_in_a_round_trip_and_sends_no_more_until_enough_were_answered()
    {
        await ReadSent(8);

        Answer(Unavailable, after: Fast);
        Answer(Unavailable, after: TimeSpan.Zero);
        Answer(Unavailable, after: TimeSpan.Zero);
        Answer(Accepted, after: TimeSpan.Zero);
        Assert.Equal((4, 0), (limit.Size, limit.Free));
        Assert.False(sent.Reader.TryRead(out _));
        Answer(Accepted, after: TimeSpan.Zero);
        await ReadSent(1);

        Assert.Equal(4, underWay.Count);
        for (var answer = 0; answer < 3; answer++)
        {
            Answer(Accepted, after: TimeSpan.Zero);
            await ReadSent(1);
        }
        Answer(Unavailable, after: TimeSpan.Zero);
        Assert.Equal(2, limit.Size);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        while (underWay.TryDequeue(out var answer) || sent.Reader.TryRead(out answer))
            answer.SetResult(Accepted);
        await delivery;
        metrics.Dispose();
        claimGate.Dispose();
        stopping.Dispose();
    }

    /// <summary>The messages that are sent next.</summary>
    private async Task ReadSent(int count)
    {
        for (; count > 0; count--)
            underWay.Enqueue(await sent.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Answers the message that has waited longest; its delivery goes on before this returns.</summary>
    private void Answer(PostBackAnswer answer, TimeSpan after)
    {
        clock.Advance(after);
        underWay.Dequeue().SetResult(answer);
    }
}
