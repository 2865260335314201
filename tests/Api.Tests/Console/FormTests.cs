using System.Net;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;

namespace GroundTransport.Api.Tests.Console;

/// <summary>What every page and every form of the console has.</summary>
public sealed class FormTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private RunningGateway Gateway => supplier.Gateway;

    [Fact]
    public async Task Form_without_its_token_is_400_and_does_nothing()
    {
        var id = await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        await browser.Get("/console/waiting");

        using var answer = await browser.PostWithout($"/console/waiting/{id}/accept", [("version", "1")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True((bool?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["needsDecision"]);
    }

    [Fact]
    public async Task Text_typed_into_a_form_survives_an_expired_token()
    {
        var id = await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        await browser.Get("/console/waiting");

        using var refused = await browser.PostWithout($"/console/waiting/{id}/decline",
            [("__RequestVerificationToken", "expired"), ("version", "1"), ("reason", "No car <b>here</b>")],
            ("Sec-Fetch-Site", "same-origin"));
        var page = await refused.Content.ReadAsStringAsync();
        using var sent = await browser.Post($"/console/waiting/{id}/decline", page, ("version", "1"), ("reason", "No car"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(">No car &lt;b&gt;here&lt;/b&gt;</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"1\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    [Fact]
    public async Task Form_of_another_site_is_never_offered_again()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        using var refused = await browser.PostWithout(
            "/console/sign-out", [("reason", "typed elsewhere")], ("Sec-Fetch-Site", "cross-site"));

        Assert.DoesNotContain("typed elsewhere", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_the_security_headers()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        using var stranger = new ConsoleBrowser(Gateway);

        foreach (var answer in new[]
        {
            await browser.Send(HttpMethod.Get, "/console/waiting"), await browser.Send(HttpMethod.Get, "/console/nowhere"),
            await browser.Send(HttpMethod.Get, "/console/stream"), await browser.PostWithout("/console/sign-out", []),
            await stranger.Send(HttpMethod.Get, "/console/sign-in"), await stranger.Send(HttpMethod.Get, "/console/waiting"),
        })
        {
            using (answer)
            {
                Assert.Equal(["default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"],
                    answer.Headers.GetValues("Content-Security-Policy"));
                Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
                Assert.True(answer.Headers.CacheControl?.NoStore, answer.RequestMessage!.RequestUri!.ToString());
            }
        }
    }

    [Fact]
    public async Task Assets_are_cached_by_their_fingerprint()
    {
        using var browser = new ConsoleBrowser(Gateway);
        var page = await browser.Get("/console/sign-in");
        var path = page.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        using var style = await browser.Send(HttpMethod.Get, path);
        using var again = await browser.Send(HttpMethod.Get, path, ("If-None-Match", style.Headers.ETag!.ToString()));
        using var older = await browser.Send(HttpMethod.Get, "/console/assets/000000000000/console.css");
        using var missing = await browser.Send(HttpMethod.Get, "/console/assets/000000000000/secret.css");

        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType?.MediaType));
        Assert.Contains("immutable", style.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (older.StatusCode, older.Headers.CacheControl!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Page_has_nothing_inline()
    {
        await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        var page = await browser.Get("/console/waiting");

        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" onclick", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("data:", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, page.Split("<script").Length - 1);
    }

    [Fact]
    public async Task Key_that_may_only_read_sees_no_decisions_and_makes_none()
    {
        var id = await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway, await supplier.CreateKey(Role.Read));
        var page = await browser.Get("/console/waiting");

        using var answer = await browser.Post($"/console/waiting/{id}/accept", page, ("version", "1"));

        Assert.DoesNotContain(">Accept<", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
