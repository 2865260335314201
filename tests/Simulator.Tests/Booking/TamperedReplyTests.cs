using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ConcurSimulator.Booking;
using ConcurSimulator.Travellers;
using GroundTransport.Simulator.Tests.Fixtures;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>How <c>book</c> handles replies that a proxy changes or cuts.</summary>
public sealed class TamperedReplyTests(GatewayBehindProxy fixture) : IClassFixture<GatewayBehindProxy>
{
    private static int seeds = 100;
    private readonly Uri gateway = fixture.Gateway.Http.BaseAddress!;
    private readonly TamperingProxy proxy = fixture.Proxy;

    [Fact]
    public async Task Wrong_value_in_a_reply_is_reported()
    {
        await AssertReported("PrimaryPassenger/LastName is", "Sell", reply => reply.Set("PrimaryPassenger/LastName", "Somebody"));
        await AssertReported("RateInfo/Rate is", "Sell", reply => reply.Set("RateInfo/Rate", "43.50").Set("RateInfo/BasePrice", "36.00"));
        await AssertReported("its parts add up", "Sell", reply => reply.Set("RateInfo/Rate", "1.00"));
        await AssertReported("StartDateTime is", "Sell", reply => reply.Set("StartDateTime", "2033-01-01T00:00:00"));
        await AssertReported("CC_LimoSellReply/Status", "Sell", reply => reply.Set("Status", "XB"));
        await AssertReported("ReservationID is", "ReservationDetail", reply => reply.Set("ReservationID", "999999999"));
        await AssertReported("PickupInstructions is", "Update", reply => reply.Set("PickupInstructions", "elsewhere"));
        await AssertReported("Status is XD", "Cancel", reply => reply.Set("Status", "XD"));
    }

    [Fact]
    public async Task Acknowledged_reservation_that_cannot_be_read_is_reported()
    {
        proxy.Tamper = (request, reply) => IsRequest("ReservationDetail", request) ? SampleReplies.ReservationDetailRefusal : reply;

        var statistics = await Book(60);

        Assert.Contains(statistics.Read().Problems, problem => problem.Contains("can't be read", StringComparison.Ordinal));
        Assert.False(statistics.Passed);
    }

    [Fact]
    public async Task Sell_with_a_cut_reply_is_unknown_and_sent_again_unchanged()
    {
        var sells = new ConcurrentQueue<string>();
        var cut = 0;
        proxy.Tamper = (request, reply) =>
        {
            if (!IsRequest("Sell", request))
                return reply;
            sells.Enqueue(request);
            return Interlocked.Exchange(ref cut, 1) == 0 ? null : reply;
        };
        var file = Path.GetTempFileName();
        var before = (await GatewayHere.ReadStatuses(gateway)).Count;

        var statistics = await Book(20, recordFile: file);

        var recorded = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!)
            .Where(line => (string)line["message"]! == "Sell").ToList();
        File.Delete(file);
        Assert.Equal((1, 0), (statistics.Unknown, statistics.Invalid));
        Assert.Single(recorded, line => (string)line["outcome"]! == "unknown");
        Assert.Contains(sells.CountBy(sell => sell), sell => sell.Value > 1);
        var created = recorded.Where(line => (string)line["outcome"]! == "ok").DistinctBy(line => (string)line["reservationId"]!).Count();
        Assert.Equal(before + created, (await GatewayHere.ReadStatuses(gateway)).Count);
    }

    [Fact]
    public async Task Quote_sold_twice_is_reported()
    {
        var sold = 0;
        proxy.Tamper = (request, reply) => IsRequest("Sell", request)
            ? LimoMessage.Parse(reply).Set("ReservationID", $"{100000000 + Interlocked.Increment(ref sold)}").ToString()
            : reply;
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var seed = Enumerable.Range(1000, 10000).First(seed => ClicksTwiceOnAnOfferedRide(Traveller.Create(seed, 1, today)));

        var statistics = await Book(10, seed: seed);

        Assert.Contains(statistics.Read().Problems, problem => problem.Contains("sold twice", StringComparison.Ordinal));
    }

    private static bool ClicksTwiceOnAnOfferedRide(Traveller traveller) =>
        traveller is { ClicksTwice: true, Ride: { ServiceType: "110", Pickup.PostalCode: "22314" } };

    private async Task AssertReported(string problem, string message, Func<LimoMessage, LimoMessage> change)
    {
        proxy.Tamper = (request, reply) => IsRequest(message, request) ? change(LimoMessage.Parse(reply)).ToString() : reply;

        var statistics = await Book(100);

        Assert.Contains(
            statistics.Read().Problems,
            reported => reported.StartsWith(message, StringComparison.Ordinal) && reported.Contains(problem, StringComparison.Ordinal));
        Assert.False(statistics.Passed);
    }

    private static bool IsRequest(string message, string body) => body.StartsWith($"<CC_Limo{message}Request", StringComparison.Ordinal);

    private Task<BookingStatistics> Book(int count, string? recordFile = null, int? seed = null)
    {
        var settings = new BookSettings
        {
            Gateway = proxy.Url,
            User = "concur-demo",
            Password = "concur-demo-password",
            // Other travellers in each run, because the same ones would need the same vehicles.
            Seed = seed ?? Interlocked.Increment(ref seeds),
            Count = count,
            RetryDelay = TimeSpan.Zero,
            MaxRetryTime = TimeSpan.FromSeconds(30),
            Travellers = 1,
            RecordFile = recordFile,
        };
        return BookingRun.Execute(settings, TextWriter.Null, isTerminal: false, CancellationToken.None);
    }
}
