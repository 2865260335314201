using System.Net;
using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;

namespace GroundTransport.Api.Tests.Console;

/// <summary>The page Waiting, without script.</summary>
public sealed class WaitingTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private RunningGateway Gateway => supplier.Gateway;

    [Fact]
    public async Task Accept_decides_and_the_next_request_has_the_focus()
    {
        var (first, second) = (await Booking.Book(Gateway), await Booking.Book(Gateway));
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/waiting");

        using var answer = await browser.Post($"/console/waiting/{first}/accept", page, ("version", "1"), ("next", second));
        var next = await browser.Get(answer.Headers.Location!.ToString());

        Assert.Equal("accepted", (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{first}"))["state"]);
        Assert.DoesNotContain($"id=\"r{first}\"", next, StringComparison.Ordinal);
        Assert.Contains("<strong>Done</strong>", next, StringComparison.Ordinal);
        Assert.Contains("autofocus", next.Split($"id=\"r{second}\"")[1].Split("</article>")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>Done</strong>", await browser.Get("/console/waiting"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decline_needs_a_reason_and_keeps_it()
    {
        var id = await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/waiting");

        using var refused = await browser.Post($"/console/waiting/{id}/decline", page, ("version", "1"), ("reason", " "));
        using var declined = await browser.Post($"/console/waiting/{id}/decline", page, ("version", "1"), ("reason", "No car"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("A reason is required", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, declined.StatusCode);
        Assert.Equal("No car", (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["feedback"]);
    }

    [Fact]
    public async Task Decision_of_somebody_else_is_told_and_not_overwritten()
    {
        var id = await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/waiting");
        await Booking.RunAction(Gateway, id, "accept");

        using var answer = await browser.Post($"/console/waiting/{id}/decline", page, ("version", "1"), ("reason", "No car"));
        var told = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("demo-admin was faster: Accepted. Nothing of yours was done.", told, StringComparison.Ordinal);
        Assert.Equal("accepted", (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["state"]);
    }

    // It still waits for a decision: only the version tells that this isn't what the dispatcher saw.
    [Fact]
    public async Task Change_that_the_traveller_changed_again_isnt_accepted_unseen()
    {
        var id = await Booking.BookAndAccept(Gateway);
        await Change(53);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/waiting");
        var form = new Regex($"waiting/{id}/accept\".*?name=\"version\" value=\"(\\d+)\"", RegexOptions.Singleline);
        var shown = form.Match(page).Groups[1].Value;
        await Change(55);

        using var answer = await browser.Post($"/console/waiting/{id}/accept", page, ("version", shown));
        var told = await answer.Content.ReadAsStringAsync();

        Assert.Contains("The request has changed while you looked at it", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("changeRequested", (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["state"]);

        async Task Change(int hours)
        {
            var update = Booking.Update(Gateway, id).Set("StartDateTime", Booking.At(Gateway, TimeSpan.FromHours(hours)));
            Assert.Equal("", (await Gateway.Concur(update))["Error/ErrorDescription"]);
        }
    }

    [Fact]
    public async Task Nearest_deadline_is_first_and_the_largest()
    {
        using var own = new SupplierFixture();
        await Booking.SetDecisions(own.Gateway, Within(240));
        var later = await Booking.Book(own.Gateway);
        await Booking.SetDecisions(own.Gateway, Within(30));
        var sooner = await Booking.Book(own.Gateway);
        using var browser = await ConsoleBrowser.SignedIn(own.Gateway);

        var page = await browser.Get("/console/waiting");

        Assert.InRange(Place(sooner), 0, Place(later));
        Assert.Contains("class=\"request next\" id=\"r" + sooner, page, StringComparison.Ordinal);
        Assert.Contains(">30:00<", page, StringComparison.Ordinal);

        int Place(string id) => page.IndexOf($"id=\"r{id}\"", StringComparison.Ordinal);

        static string Within(int minutes) => $$"""
            { "decideWithinMinutes": {{minutes}}, "onTimeout": { "bookings": "decline", "changes": "decline", "cancellations": "accept" } }
            """;
    }

    [Fact]
    public async Task Change_shows_the_difference_in_price()
    {
        using var own = new SupplierFixture();
        var id = await Booking.BookAndAccept(own.Gateway);
        await own.Ok(HttpMethod.Put, "/vendors/LML/rate-plan", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 77));
        var update = Booking.Update(own.Gateway, id).Set("StartDateTime", Booking.At(own.Gateway, TimeSpan.FromHours(53)));
        Assert.Equal("", (await own.Gateway.Concur(update))["Error/ErrorDescription"]);
        using var browser = await ConsoleBrowser.SignedIn(own.Gateway);

        var request = (await browser.Get("/console/waiting")).Split($"id=\"r{id}\"")[1].Split("</article>")[0];

        Assert.Contains("<th scope=\"row\">Price</th>", request, StringComparison.Ordinal);
        Assert.Matches(@"\d+\.\d\d USD more", request);
    }

    [Fact]
    public async Task Change_shows_what_was_and_what_would_be()
    {
        var id = await Booking.BookAndAccept(Gateway);
        var update = Booking.Update(Gateway, id).Set("StartDateTime", Booking.At(Gateway, TimeSpan.FromHours(53)));
        Assert.Equal("", (await Gateway.Concur(update))["Error/ErrorDescription"]);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        var request = (await browser.Get("/console/waiting")).Split($"id=\"r{id}\"")[1].Split("</article>")[0];

        Assert.Contains("Change", request, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Pickup time</th>", request, StringComparison.Ordinal);
        Assert.Contains("was </span>Wed 6 Mar 10:00 New York", request, StringComparison.Ordinal);
        Assert.Contains("would be </span>Wed 6 Mar 12:00 New York", request, StringComparison.Ordinal);
    }
}
