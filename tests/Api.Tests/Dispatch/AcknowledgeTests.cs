using System.Net;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Housekeeping;

namespace GroundTransport.Api.Tests.Dispatch;

/// <summary>What was decided without a person is listed until somebody acknowledges it.</summary>
public sealed class AcknowledgeTests : IDisposable
{
    private readonly SupplierFixture supplier = new();

    private RunningGateway Gateway => supplier.Gateway;

    public void Dispose() => supplier.Dispose();

    [Fact]
    public async Task Automatic_decisions_are_listed_until_they_are_acknowledged()
    {
        await SetDecisions("""{ "bookings": "automatic", "changes": "manual", "cancellations": "automatic" }""");
        var (booked, cancelled) = (await Booking.Book(Gateway), await Booking.Book(Gateway));
        await Gateway.Concur(Booking.Cancel(cancelled));

        Assert.Equal(new[] { booked, cancelled }.Order(), (await Unseen()).Order());
        var acknowledged = await supplier.Ok(HttpMethod.Post, $"/reservations/{booked}/acknowledge");
        var again = await supplier.Ok(HttpMethod.Post, $"/reservations/{booked}/acknowledge");

        Assert.Equal(("demo-admin", null), ((string?)acknowledged["acknowledgedBy"], (string?)acknowledged["unseenSince"]));
        Assert.Equal((string?)acknowledged["acknowledgedAt"], (string?)again["acknowledgedAt"]);
        Assert.Equal(1, (int)acknowledged["version"]!);
        Assert.Equal([cancelled], await Unseen());
    }

    [Fact]
    public async Task Decision_of_the_deadline_is_unseen_and_a_persons_isnt()
    {
        await SetDecisions("""
            { "decideWithinMinutes": 30, "onTimeout": { "bookings": "accept", "changes": "decline", "cancellations": "accept" } }
            """);
        var missed = await Booking.Book(Gateway);
        await Booking.BookAndAccept(Gateway);

        Gateway.Clock.Advance(TimeSpan.FromMinutes(31));
        await Gateway.Send(new ApplyDeadlines());

        var unseen = (await supplier.Ok(HttpMethod.Get, "/reservations?unseen=true"))["items"]!.AsArray();
        Assert.Equal(missed, (string?)Assert.Single(unseen)!["id"]);
        Assert.Equal("accepted", (string?)unseen[0]!["state"]);
        Assert.NotNull((string?)unseen[0]!["unseenSince"]);
    }

    [Fact]
    public async Task Acknowledging_is_no_event()
    {
        await SetDecisions("""{ "bookings": "automatic", "changes": "manual", "cancellations": "manual" }""");
        var id = await Booking.Book(Gateway);
        await supplier.Ok(HttpMethod.Post, $"/reservations/{id}/acknowledge");
        await Booking.RunAction(Gateway, id, "progress", """{ "state": "assigned" }""");

        var types = new List<string>();
        for (var after = ""; !types.Contains("reservation.progressed");)
        {
            var page = await supplier.Ok(HttpMethod.Get, $"/events?wait=10{after}");
            Assert.NotEmpty(page["items"]!.AsArray());
            types.AddRange(page["items"]!.AsArray().Select(item => (string)item!["type"]!));
            after = $"&after={page["next"]}";
        }

        Assert.Equal(["reservation.accepted", "reservation.progressed"], types);
    }

    [Fact]
    public async Task Acknowledge_compares_the_version_that_was_seen()
    {
        await SetDecisions("""{ "bookings": "automatic", "changes": "manual", "cancellations": "manual" }""");
        var id = await Booking.Book(Gateway);

        var (status, problem, _) = await supplier.Call(HttpMethod.Post, $"/reservations/{id}/acknowledge", ifMatch: "\"7\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (status, (string?)problem!["code"]));
        Assert.Contains(id, await Unseen());
    }

    private Task SetDecisions(string decisions) => Booking.SetDecisions(Gateway, decisions);

    private async Task<IReadOnlyList<string>> Unseen() =>
        [.. (await supplier.Ok(HttpMethod.Get, "/reservations?unseen=true"))["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
