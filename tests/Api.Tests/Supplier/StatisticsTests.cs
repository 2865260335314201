using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Statistics;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>Statistics from bookings and searches that took place.</summary>
public sealed class StatisticsTests : IDisposable
{
    private readonly SupplierFixture supplier = new();

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    private RunningGateway Gateway => supplier.Gateway;

    public void Dispose() => supplier.Dispose();

    [Fact]
    public async Task Bookings_decisions_and_cancellations_count_on_their_day_each_once()
    {
        var first = await Book(Gateway);
        var second = await Book(Gateway);
        Gateway.Clock.Advance(TimeSpan.FromMinutes(4));
        await RunAction(Gateway, first, "accept");
        Gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await RunAction(Gateway, second, "decline", """{ "reason": "No vehicle is free." }""");
        // The vendor's day, not UTC's: 02:10 UTC on the 5th is still the 4th in New York.
        Gateway.Clock.Advance(TimeSpan.FromHours(14));
        await Gateway.Concur(Cancel(first));
        await RunAction(Gateway, first, "accept");

        var statistics = await Statistics(events: 6);
        await Gateway.Send(new CountEvents());
        var again = await supplier.Ok(HttpMethod.Get, "/statistics");

        var day = statistics["days"]!.AsArray().Single(item => (string?)item!["date"] == "2030-03-04")!;
        Assert.Equal((2, 1, 0, 1, 0, 1, 0), (Int(day, "booked"), Int(day, "accepted"), Int(day, "acceptedAutomatically"),
            Int(day, "declined"), Int(day, "declinedByDeadline"), Int(day, "cancelled"), Int(day, "noShows")));
        Assert.Equal((4 + 10) * 60 / 2, Int(day, "decisionSeconds"));
        Assert.Equal([(1, 0), (5, 1), (15, 1), (60, 0), (null, 0)],
            statistics["decisions"]!.AsArray().Select(times => ((int?)times!["minutes"], Int(times, "count"))));
        Assert.Equal(30, statistics["days"]!.AsArray().Count);
        Assert.Equal(statistics["days"]!.ToJsonString(), again["days"]!.ToJsonString());
    }

    [Fact]
    public async Task Revenue_is_the_final_fare_and_follows_its_correction_and_a_no_show_has_none()
    {
        var rides = new[] { await BookAndAccept(Gateway), await BookAndAccept(Gateway), await BookAndAccept(Gateway) };
        Gateway.Clock.Advance(TimeSpan.FromHours(52));
        await RunAction(Gateway, rides[0], "close", """{ "outcome": "completed", "finalFare": { "basePrice": 40.00, "tax": 2.00 } }""");
        await RunAction(Gateway, rides[1], "close", """{ "outcome": "completed" }""");
        await RunAction(Gateway, rides[2], "close", """{ "outcome": "noShow" }""");
        using var amended = await Gateway.Dispatch(
            HttpMethod.Patch, $"/reservations/{rides[0]}", """{ "finalFare": { "basePrice": 50.00, "tax": 2.00 } }""", "*");
        Assert.Equal(HttpStatusCode.OK, amended.StatusCode);
        var fare = (decimal)(await supplier.Ok(HttpMethod.Get, $"/reservations/{rides[1]}"))["ride"]!["fare"]!["rate"]!;

        var day = (await Statistics(events: 10))["days"]!.AsArray().Single(item => (string?)item!["date"] == "2030-03-06")!;

        Assert.Equal(1, Int(day, "noShows"));
        var revenue = Assert.Single(day["revenue"]!.AsArray())!;
        Assert.Equal(("USD", 52m + fare), ((string?)revenue["currency"], (decimal)revenue["amount"]!));
    }

    [Fact]
    public async Task Booking_that_nobody_decided_on_counts_as_declined_by_deadline()
    {
        await Book(Gateway);
        Gateway.Clock.Advance(TimeSpan.FromHours(52));
        await Gateway.Send(new ApplyDeadlines());

        var days = (await Statistics(events: 2))["days"]!.AsArray();

        Assert.Equal(1, days.Sum(day => Int(day!, "declinedByDeadline")));
        Assert.All(days, day => Assert.Null(day!["decisionSeconds"]));
    }

    [Fact]
    public async Task Refused_searches_count_by_vendor_and_reason_across_two_flushes()
    {
        var code = await supplier.CreateVendor();
        var connection = await supplier.CreateConnection(code);
        var nowhere = Search(Gateway).Set("NumPassengers", "99");
        await Gateway.Concur(nowhere);
        await Gateway.Concur(nowhere, connection.User, connection.Password);
        await Gateway.Send(new StoreSearchRefusals());
        await Gateway.Concur(nowhere, connection.User, connection.Password);
        await Gateway.Send(new StoreSearchRefusals());

        var all = await supplier.Ok(HttpMethod.Get, "/statistics");
        var own = await supplier.Ok(HttpMethod.Get, $"/statistics?vendor={code}");
        var others = await supplier.Ok(HttpMethod.Get, "/statistics", key: await supplier.CreateKey(Role.Read, "LML"));

        var reason = Assert.Single(all["searchRefusals"]!.AsArray())!;
        Assert.Equal(3, Int(reason, "count"));
        Assert.StartsWith("unavailable: ", (string?)reason["reason"], StringComparison.Ordinal);
        Assert.Equal(2, Int(Assert.Single(own["searchRefusals"]!.AsArray())!, "count"));
        Assert.Equal(1, Int(Assert.Single(others["searchRefusals"]!.AsArray())!, "count"));
        Assert.Equal(3, all["days"]!.AsArray().Sum(day => Int(day!, "refusedSearches")));
    }

    [Theory]
    [InlineData("bookings", "date,booked,")]
    [InlineData("decisions", "minutes,count")]
    [InlineData("revenue", "date,currency,amount")]
    [InlineData("searchRefusals", "reason,count")]
    public async Task Each_table_is_CSV(string series, string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/statistics.csv?series={series}&from=2030-03-01&to=2030-03-04");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupplierFixture.AdminKey);
        using var answer = await Gateway.Http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith(header, text, StringComparison.Ordinal);
        Assert.Equal(
            series switch { "bookings" => 5, "decisions" => 6, _ => 1 },
            text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?from=2030-03-05&to=2030-03-04", "from")]
    [InlineData("?from=2028-03-05&to=2030-03-04", "from")]
    [InlineData(".csv?series=gossip", "series")]
    public async Task Invalid_range_or_series_is_refused(string query, string field)
    {
        var (status, problem, _) = await supplier.Call(HttpMethod.Get, $"/statistics{query}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, (string?)problem!["errors"]![0]!["field"]));
    }

    [Fact]
    public async Task Backlog_is_what_waits_now()
    {
        await BookAndAccept(Gateway);

        var backlog = (await supplier.Ok(HttpMethod.Get, "/statistics"))["backlog"]!;

        Assert.Equal((1, 0), (Int(backlog, "pending"), Int(backlog, "dead")));
        Assert.Equal(Gateway.Clock.GetUtcNow(), (DateTimeOffset)backlog["oldestPending"]!);
    }

    /// <summary>The statistics after that many events of reservations were counted.</summary>
    private async Task<JsonNode> Statistics(int events)
    {
        var cursor = "";
        for (var count = 0; count < events;)
        {
            var page = await supplier.Ok(HttpMethod.Get, $"/events?wait=10{cursor}");
            count += page["items"]!.AsArray().Count(item => ((string)item!["type"]!).StartsWith("reservation.", StringComparison.Ordinal));
            cursor = $"&after={page["next"]}";
        }
        // A scheduled run may have the lease at the moment; the one after it finds everything counted.
        await Gateway.Send(new CountEvents());
        await Gateway.Send(new CountEvents());
        return await supplier.Ok(HttpMethod.Get, "/statistics");
    }

    private static int Int(JsonNode node, string field) => (int)node[field]!;
}
