using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Housekeeping;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Events;

/// <summary>The event feed over REST.</summary>
public sealed class EventFeedTests : IDisposable
{
    private readonly SupplierFixture supplier = new();

    private RunningGateway Gateway => supplier.Gateway;

    public void Dispose() => supplier.Dispose();

    [Fact]
    public async Task Every_change_is_one_event_whoever_caused_it()
    {
        var id = await BookAndAccept(Gateway);
        await Gateway.Concur(Update(Gateway, id));
        await RunAction(Gateway, id, "accept");
        await RunAction(Gateway, id, "progress", """{ "state": "assigned" }""");
        await Gateway.Concur(Cancel(id));
        await RunAction(Gateway, id, "accept");

        var events = await Read(7);

        Assert.Equal(
            [
                "reservation.requested", "reservation.accepted", "reservation.changeRequested", "reservation.changeAccepted",
                "reservation.progressed", "reservation.cancellationRequested", "reservation.cancelled",
            ],
            events.Select(item => (string)item["type"]!));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], events.Select(item => (int)item["version"]!));
        Assert.All(events, item => Assert.Equal((id, "LML"), ((string)item["reservation"]!, (string)item["vendor"]!)));
        Assert.Equal(["concur:demo", "supplier:demo-admin", "concur:demo", "supplier:demo-admin", "supplier:demo-admin", "concur:demo",
            "supplier:demo-admin"], events.Select(item => (string)item["actor"]!));
    }

    [Fact]
    public async Task Event_contains_the_reservation_as_REST_shows_it_at_that_version()
    {
        var id = await Book(Gateway);
        var shown = (await supplier.Ok(HttpMethod.Get, $"/reservations/{id}")).AsObject();
        await RunAction(Gateway, id, "accept");

        var data = (await Read(2))[0]["data"]!;

        foreach (var ofNow in new[] { "lastNotified", "actions", "unseenSince", "acknowledgedBy", "acknowledgedAt" })
            shown.Remove(ofNow);
        Assert.True(JsonNode.DeepEquals(shown, data), $"{shown.ToJsonString()}\n{data.ToJsonString()}");
    }

    [Fact]
    public async Task Reader_that_goes_on_from_its_cursor_gets_the_rest()
    {
        var id = await BookAndAccept(Gateway);
        await Read(2);

        var first = await supplier.Ok(HttpMethod.Get, "/events?limit=1");
        var second = await supplier.Ok(HttpMethod.Get, $"/events?after={first["next"]}");
        var third = await supplier.Ok(HttpMethod.Get, $"/events?after={second["next"]}");

        Assert.Equal("reservation.requested", (string)Assert.Single(first["items"]!.AsArray())!["type"]!);
        Assert.Equal("reservation.accepted", (string)Assert.Single(second["items"]!.AsArray())!["type"]!);
        Assert.Empty(third["items"]!.AsArray());
        Assert.Equal((string)second["next"]!, (string)third["next"]!);
        await RunAction(Gateway, id, "progress", """{ "state": "assigned" }""");
        var waited = await supplier.Ok(HttpMethod.Get, $"/events?after={third["next"]}&wait=10");
        Assert.Equal("reservation.progressed", (string)Assert.Single(waited["items"]!.AsArray())!["type"]!);
    }

    [Fact]
    public async Task Waiting_reader_is_answered_when_something_happens()
    {
        var end = (string)(await supplier.Ok(HttpMethod.Get, "/events?after=end"))["next"]!;
        var waiting = supplier.Ok(HttpMethod.Get, $"/events?after={Uri.EscapeDataString(end)}&wait=30");

        var id = await Book(Gateway);

        Assert.Equal(id, (string)(await waiting)["items"]!.AsArray().First()!["reservation"]!);
    }

    [Fact]
    public async Task Key_of_another_vendor_sees_no_event()
    {
        var other = await supplier.CreateKey(Role.Read, await supplier.CreateVendor());
        var id = await BookAndAccept(Gateway);
        await Read(2);

        Assert.Empty((await supplier.Ok(HttpMethod.Get, "/events", key: other))["items"]!.AsArray());
        Assert.Empty((await supplier.Ok(HttpMethod.Get, $"/events?reservation={id}", key: other))["items"]!.AsArray());
        Assert.Empty((await supplier.Ok(HttpMethod.Get, "/events?vendor=LML", key: other))["items"]!.AsArray());
    }

    [Fact]
    public async Task Filters_combine_and_the_cursor_passes_what_they_leave_out()
    {
        var id = await BookAndAccept(Gateway);
        await Book(Gateway);
        await Read(3);

        var page = await supplier.Ok(
            HttpMethod.Get, $"/events?reservation={id}&types=reservation.accepted,reservation.declined&vendor=LML");

        Assert.Equal("reservation.accepted", (string)Assert.Single(page["items"]!.AsArray())!["type"]!);
        Assert.Empty((await supplier.Ok(HttpMethod.Get, $"/events?after={page["next"]}"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("after=no-cursor!", "after")]
    [InlineData("types=reservation.unknown", "types")]
    [InlineData("wait=61", "wait")]
    [InlineData("limit=201", "limit")]
    public async Task Wrong_parameter_is_refused_by_its_name(string query, string field)
    {
        var (status, body, _) = await supplier.Call(HttpMethod.Get, $"/events?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(field, (string)body!["errors"]![0]!["field"]!);
    }

    [Fact]
    public async Task Cursor_of_another_feed_or_of_deleted_events_is_410()
    {
        await BookAndAccept(Gateway);
        await Read(2);
        var first = (string)(await supplier.Ok(HttpMethod.Get, "/events?limit=1"))["next"]!;
        Gateway.Clock.Advance(TimeSpan.FromDays(31));
        await Gateway.Send(new PurgeExpired());

        foreach (var cursor in new[] { first, "YW5vdGhlci4x" })
        {
            var (status, body, _) = await supplier.Call(HttpMethod.Get, $"/events?after={cursor}");
            Assert.Equal((HttpStatusCode.Gone, "cursorExpired"), (status, (string)body!["code"]!));
        }
        Assert.Empty((await supplier.Ok(HttpMethod.Get, "/events"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Request_whose_deadline_is_near_is_announced_once()
    {
        // Without a deadline of the vendor's, the request is decided at the pickup, 51 hours ahead.
        var id = await Book(Gateway);
        await Gateway.Send(new AnnounceDeadlines());
        Gateway.Clock.Advance(TimeSpan.FromHours(51) - TimeSpan.FromMinutes(9));

        await Gateway.Send(new AnnounceDeadlines());
        await Gateway.Send(new AnnounceDeadlines());
        // As a node does whose lease was lost meanwhile.
        await Gateway.Send(new AnnounceDeadline(long.Parse(id, CultureInfo.InvariantCulture)));

        Assert.Equal(
            ["reservation.requested", "reservation.deadlineNear"],
            (await Read(2, "&limit=3")).Select(item => (string)item["type"]!));
    }

    [Fact]
    public async Task Stream_sends_each_event_and_goes_on_after_the_last_id()
    {
        var id = await Book(Gateway);
        using var first = await OpenStream(null);
        var (lastId, requested) = await ReadEvent(first);
        Assert.Equal("reservation.requested", (string)requested["type"]!);

        await RunAction(Gateway, id, "accept");
        Assert.Equal("reservation.accepted", (string)(await ReadEvent(first)).Event["type"]!);
        using var second = await OpenStream(lastId);

        Assert.Equal("reservation.accepted", (string)(await ReadEvent(second)).Event["type"]!);
    }

    [Fact]
    public async Task Deleted_key_ends_its_waiting_calls()
    {
        var made = await supplier.Ok(HttpMethod.Post, "/api-keys", """{ "name": "reader", "role": "read" }""");
        var waiting = supplier.Call(HttpMethod.Get, "/events?after=end&wait=60", key: (string)made["key"]!);

        await supplier.Call(HttpMethod.Delete, $"/api-keys/{made["id"]}");

        Assert.Empty((await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Too_many_waiting_calls_of_one_key_are_429_and_those_of_another_wait()
    {
        var key = await supplier.CreateKey(Role.Read);
        var streams = new List<StreamReader>();
        for (var number = 0; number < WaitingCalls.MaxPerKey; number++)
            streams.Add(await OpenStream(null, key));

        var (status, body, headers) = await supplier.Call(HttpMethod.Get, "/events?wait=1", key: key);

        Assert.Equal((HttpStatusCode.TooManyRequests, "tooMany"), (status, (string)body!["code"]!));
        Assert.Equal(TimeSpan.FromSeconds(1), headers.RetryAfter?.Delta);
        await supplier.Ok(HttpMethod.Get, "/events?wait=1");
        streams.ForEach(stream => stream.Dispose());
    }

    /// <summary>The events from the beginning, as soon as there are this many.</summary>
    private async Task<List<JsonNode>> Read(int count, string query = "")
    {
        var items = new List<JsonNode>();
        for (var next = ""; items.Count < count;)
        {
            var page = await supplier.Ok(HttpMethod.Get, $"/events?wait=10{query}{next}");
            Assert.NotEmpty(page["items"]!.AsArray());
            items.AddRange(page["items"]!.AsArray()!);
            next = $"&after={page["next"]}";
        }
        return items;
    }

    private async Task<StreamReader> OpenStream(string? lastEventId, string key = SupplierFixture.AdminKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await Gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<(string Id, JsonNode Event)> ReadEvent(StreamReader stream)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var id = "";
        while (await stream.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (id, JsonNode.Parse(line[6..])!);
        }
        throw new InvalidOperationException("The stream ended");
    }
}
