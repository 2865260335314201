using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ConcurSimulator.Booking;
using GroundTransport.Simulator.Tests.Fixtures;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>What <c>book</c> makes of replies that are changed or cut on their way.</summary>
public sealed class TamperedReplyTests(GatewayBehindProxy pair) : IClassFixture<GatewayBehindProxy>
{
    private static int seeds = 100;
    private readonly GatewayProcess gateway = pair.Gateway;
    private readonly TamperingProxy proxy = pair.Proxy;

    [Fact]
    public async Task Reply_that_must_not_be_is_invalid_and_named()
    {
        await Names("PrimaryPassenger/LastName is", "Sell", reply => reply.Set("PrimaryPassenger/LastName", "Somebody"));
        await Names("RateInfo/Rate is", "Sell", reply => reply.Set("RateInfo/Rate", "43.50").Set("RateInfo/BasePrice", "36.00"));
        await Names("its parts add up", "Sell", reply => reply.Set("RateInfo/Rate", "1.00"));
        await Names("StartDateTime is", "Sell", reply => reply.Set("StartDateTime", "2033-01-01T00:00:00"));
        await Names("CC_LimoSellReply/Status", "Sell", reply => reply.Set("Status", "XB"));
        await Names("ReservationID is", "ReservationDetail", reply => reply.Set("ReservationID", "999999999"));
        await Names("PickupInstructions is", "Update", reply => reply.Set("PickupInstructions", "elsewhere"));
        await Names("answered with status XD", "Cancel", reply => reply.Set("Status", "XD"));
    }

    [Fact]
    public async Task Acknowledged_reservation_that_cannot_be_read_is_named()
    {
        proxy.Tamper = (asked, reply) => Is("ReservationDetail", asked)
            ? SampleReplies.ReservationDetailRefusal
            : reply;

        var tally = await Book(60);

        Assert.Contains(tally.Read().Problems, problem => problem.Contains("can't be read", StringComparison.Ordinal));
        Assert.False(tally.IsFaultless);
    }

    [Fact]
    public async Task Cut_Sell_is_unknown_and_sent_again_as_it_was()
    {
        var sells = new ConcurrentQueue<string>();
        var cut = 0;
        proxy.Tamper = (asked, reply) =>
        {
            if (!Is("Sell", asked))
                return reply;
            sells.Enqueue(asked);
            return Interlocked.Exchange(ref cut, 1) == 0 ? null : reply;
        };
        var file = Path.GetTempFileName();
        var before = (await gateway.ReadStatuses()).Count;

        var tally = await Book(20, keep: file);

        var kept = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!).Where(line => (string)line["message"]! == "Sell").ToList();
        File.Delete(file);
        Assert.Equal((1, 0), (tally.Unknown, tally.Invalid));
        Assert.Single(kept, line => (string)line["outcome"]! == "unknown");
        Assert.Contains(sells.GroupBy(sell => sell), same => same.Count() > 1);
        var reservations = kept.Where(line => (string)line["outcome"]! == "ok").Select(line => (string)line["reservationId"]!).Distinct().ToList();
        Assert.Equal(before + reservations.Count, (await gateway.ReadStatuses()).Count);
    }

    [Fact]
    public async Task Quote_sold_twice_is_named()
    {
        var sold = 0;
        proxy.Tamper = (asked, reply) => Is("Sell", asked) ? LimoMessage.Parse(reply).Set("ReservationID", $"{100000000 + Interlocked.Increment(ref sold)}").ToString() : reply;
        var seed = Enumerable.Range(1000, 10000).First(seed => ClicksTwiceFirst(Traveller.Of(seed, 1, DateOnly.FromDateTime(DateTime.UtcNow))));

        var tally = await Book(10, seed: seed);

        Assert.Contains(tally.Read().Problems, problem => problem.Contains("sold twice", StringComparison.Ordinal));
    }

    /// <summary>And finds a ride.</summary>
    private static bool ClicksTwiceFirst(Traveller traveller) =>
        traveller is { ClicksTwice: true, Ride: { ServiceType: "110", Pickup.PostalCode: "22314" } };

    private async Task Names(string problem, string message, Func<LimoMessage, LimoMessage> change)
    {
        proxy.Tamper = (asked, reply) => Is(message, asked) ? change(LimoMessage.Parse(reply)).ToString() : reply;

        var tally = await Book(100);

        Assert.Contains(tally.Read().Problems, told => told.StartsWith(message, StringComparison.Ordinal) && told.Contains(problem, StringComparison.Ordinal));
        Assert.False(tally.IsFaultless);
    }

    private static bool Is(string message, string asked) => asked.StartsWith($"<CC_Limo{message}Request", StringComparison.Ordinal);

    private async Task<Tally> Book(int count, string? keep = null, int? seed = null)
    {
        var settings = new BookSettings
        {
            Gateway = proxy.Url,
            User = "concur-demo",
            Password = "concur-demo-password",
            // Other travellers each time: the same ones would want the same cars.
            Seed = seed ?? Interlocked.Increment(ref seeds),
            Count = count,
            RetryAfter = TimeSpan.Zero,
            Patience = TimeSpan.FromSeconds(30),
            Travellers = 1,
            Keep = keep,
        };
        return await BookingRun.Go(settings, TextWriter.Null, isTerminal: false, CancellationToken.None);
    }
}
