using System.Net;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;

namespace GroundTransport.Api.Tests.Console;

/// <summary>The pages Rides and of one ride, without script.</summary>
public sealed class RidesTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private RunningGateway Gateway => supplier.Gateway;

    [Fact]
    public async Task Rides_are_listed_by_pickup_and_found_by_a_name()
    {
        var id = await Booking.BookAndAccept(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        var (all, found, none) = (await browser.Get("/console/rides"), await browser.Get("/console/rides?q=mill%20chr"),
            await browser.Get("/console/rides?q=nobody"));
        var (day, otherDay) = (await browser.Get("/console/rides?day=2030-03-06"), await browser.Get("/console/rides?day=2030-03-07"));

        Assert.All(new[] { all, found, day }, page => Assert.Contains($"id=\"r{id}\"", page, StringComparison.Ordinal));
        Assert.All(new[] { none, otherDay }, page => Assert.DoesNotContain($"id=\"r{id}\"", page, StringComparison.Ordinal));
        Assert.Contains("Wed 6 Mar", all, StringComparison.Ordinal);
        Assert.Contains("Nothing found", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rides_are_in_the_order_of_their_pickups_and_filtered_by_state_and_vendor()
    {
        using var supplier = new SupplierFixture();
        var gateway = supplier.Gateway;
        var vendor = await supplier.CreateVendor();
        var later = await Booking.BookAndAccept(gateway);
        var sooner = await Book(gateway, TimeSpan.FromHours(27));
        using var browser = await ConsoleBrowser.SignedIn(gateway);

        var all = await browser.Get("/console/rides");

        Assert.InRange(Place(all, sooner), 0, Place(all, later));
        Assert.InRange(Place(all, later), 1, int.MaxValue);
        var accepted = await browser.Get("/console/rides?state=Accepted");
        Assert.Equal((-1, false), (Place(accepted, sooner), Place(accepted, later) == -1));
        Assert.Equal((-1, -1), (Place(await browser.Get($"/console/rides?vendor={vendor}"), sooner),
            Place(await browser.Get("/console/rides?day=2030-03-04"), later)));

        static int Place(string page, string id) => page.IndexOf($"id=\"r{id}\"", StringComparison.Ordinal);

        static async Task<string> Book(RunningGateway gateway, TimeSpan ahead)
        {
            var at = Booking.At(gateway, ahead);
            var found = await gateway.Concur(Booking.Search(gateway).Set("StartDateTime", at));
            var sold = await gateway.Concur(Booking.Sell(gateway, found).Set("StartDateTime", at));
            Assert.Equal("", sold["Error/ErrorDescription"]);
            return sold["ReservationID"]!;
        }
    }

    [Fact]
    public async Task Progress_is_one_click_and_returns_to_the_list()
    {
        var id = await Booking.BookAndAccept(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/rides?day=2030-03-06");

        using var answer = await browser.Post($"/console/rides/{id}/progress", page,
            ("version", "2"), ("state", "OnTheWay"), ("back", "/console/rides?day=2030-03-06"));
        using var stale = await browser.Post($"/console/rides/{id}/progress", page, ("version", "2"), ("state", "Arrived"));

        Assert.Equal("/console/rides?day=2030-03-06", answer.Headers.Location?.ToString());
        Assert.Equal("onTheWay", (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["progress"]);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Fact]
    public async Task Driver_used_before_is_offered_and_an_overlap_is_told()
    {
        using var supplier = new SupplierFixture();
        var gateway = supplier.Gateway;
        var (first, second) = (await Booking.BookAndAccept(gateway), await Booking.BookAndAccept(gateway));
        await Booking.RunAction(gateway, first, "progress", """
            { "state": "assigned", "driver": { "name": "J. Doe", "phone": "703 555 0142" },
              "vehicle": { "plate": "L-204", "make": "Lincoln", "model": "Navigator", "colour": "black" } }
            """);
        using var browser = await ConsoleBrowser.SignedIn(gateway);
        var page = await browser.Get($"/console/rides/{second}");
        var offers = WebUtility.HtmlDecode(page);

        using var answer = await browser.Post($"/console/rides/{second}/crew", page,
            ("version", "2"), ("driverName", "j. doe"), ("driverPhone", ""), ("plate", "L-204"),
            ("make", ""), ("model", ""), ("colour", ""));
        var after = await browser.Get(answer.Headers.Location!.ToString());
        var ride = await supplier.Ok(HttpMethod.Get, $"/reservations/{second}");

        Assert.Contains("<option value=\"J. Doe\">703 555 0142 · has another ride then</option>", offers, StringComparison.Ordinal);
        Assert.Equal(("703 555 0142", "Navigator"), ((string?)ride["driver"]!["phone"], (string?)ride["vehicle"]!["model"]));
        Assert.Contains($"another ride at the same time: {first}.", after, StringComparison.Ordinal);
        Assert.Contains("also at 10:00", await browser.Get("/console/rides"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ride_is_closed_with_another_fare()
    {
        using var supplier = new SupplierFixture();
        var id = await Booking.BookAndAccept(supplier.Gateway);
        supplier.Gateway.Clock.Advance(TimeSpan.FromHours(52));
        using var browser = await ConsoleBrowser.SignedIn(supplier.Gateway);
        var page = await browser.Get($"/console/rides/{id}");

        using var wrong = await browser.Post($"/console/rides/{id}/close", page,
            ("version", "2"), ("outcome", "completed"), ("fare", "other"), ("basePrice", "12,x"));
        using var closed = await browser.Post($"/console/rides/{id}/close", page,
            ("version", "2"), ("outcome", "completed"), ("fare", "other"), ("basePrice", "150.50"), ("tax", "9.50"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"12,x\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, closed.StatusCode);
        var fare = (await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["finalFare"]!;
        Assert.Equal((150.50m, 9.50m), ((decimal)fare["basePrice"]!, (decimal)fare["tax"]!));
    }

    [Fact]
    public async Task Page_of_a_ride_has_all_of_it()
    {
        var id = await Booking.BookAndAccept(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        var page = await browser.Get($"/console/rides/{id}");

        foreach (var part in new[]
        {
            "Chris Miller", "Booking accepted", "by demo-admin", "Concur (demo)", "What Concur was last sent",
            "Sabre", "Amadeus", "Galileo",
            "support-case", $"/console/rides/{id}/sign", "Card ending", "10:00", "New York",
        })
            Assert.Contains(part, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Support_case_is_downloaded()
    {
        var id = await Booking.BookAndAccept(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        using var file = await browser.Send(HttpMethod.Get, $"/console/rides/{id}/support-case");

        Assert.Equal("application/json", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"support-case-{id}.json", file.Content.Headers.ContentDisposition?.FileName);
        Assert.DoesNotContain("Miller", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_is_downloaded_as_CSV_without_formulas()
    {
        using var supplier = new SupplierFixture();
        var gateway = supplier.Gateway;
        var sell = Booking.Sell(gateway, await gateway.Concur(Booking.Search(gateway)))
            .Set("PrimaryPassenger/FirstName", "=HYPERLINK(1)");
        var id = (await gateway.Concur(sell))["ReservationID"]!;
        using var browser = await ConsoleBrowser.SignedIn(gateway);

        using var file = await browser.Send(HttpMethod.Get, "/console/rides.csv");
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("id,vendor,state,pickupTime,timeZone,passenger", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{id},LML,Requested,2030-03-06 10:00,America/New_York,'=HYPERLINK(1)", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task Search_for_a_card_number_says_why_it_is_refused()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        using var answer = await browser.Send(HttpMethod.Get, "/console/rides?q=4111%201111%201111%201111");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("contains a card number", page, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ride_of_another_vendor_is_unknown()
    {
        var id = await Booking.Book(Gateway);
        var vendor = await supplier.CreateVendor();
        using var browser = await ConsoleBrowser.SignedIn(Gateway, await supplier.CreateKey(Application.Callers.Role.Admin, vendor));
        var page = await browser.Get("/console/rides");

        foreach (var path in new[] { "", "/sign", "/support-case" })
        {
            using var answer = await browser.Send(HttpMethod.Get, $"/console/rides/{id}{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var accepted = await browser.Post($"/console/rides/{id}/accept", page, ("version", "1"));
        Assert.Equal(HttpStatusCode.NotFound, accepted.StatusCode);
        Assert.DoesNotContain(id, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_without_anybody_is_listed_until_it_is_acknowledged()
    {
        using var supplier = new SupplierFixture();
        await Booking.SetDecisions(
            supplier.Gateway, """{ "bookings": "automatic", "changes": "manual", "cancellations": "manual" }""");
        var id = await Booking.Book(supplier.Gateway);
        using var browser = await ConsoleBrowser.SignedIn(supplier.Gateway);
        var page = await browser.Get("/console/waiting");

        using var answer = await browser.Post("/console/waiting/acknowledge", page, ("seen", $"{id}.1"));
        var after = await browser.Get(answer.Headers.Location!.ToString());

        Assert.Contains("Decided without you", page, StringComparison.Ordinal);
        Assert.Contains("1 acknowledged.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Decided without you", after, StringComparison.Ordinal);
        Assert.Contains("Acknowledged by demo-admin", await browser.Get($"/console/rides/{id}"), StringComparison.Ordinal);
    }
}
