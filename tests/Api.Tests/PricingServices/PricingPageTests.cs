using System.Net;
using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Console;
using GroundTransport.Application.Callers;
using PricingService;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>The console's page for what prices a vendor's rides, and the search to try.</summary>
public sealed partial class PricingPageTests(PricingFixture fixture) : IClassFixture<PricingFixture>
{
    [Fact]
    public async Task Service_is_chosen_its_secret_shown_once_rotated_and_left_again()
    {
        var service = await fixture.StartService();
        var code = await fixture.Supplier.CreateVendor();
        var path = $"/console/settings/vendors/{code}/pricing";
        using var browser = await ConsoleBrowser.SignedIn(fixture.Gateway);
        var page = await browser.Get(path);
        Assert.Contains($"href=\"{path}\"", await browser.Get("/console/settings/vendors"), StringComparison.Ordinal);

        using var put = await browser.Post(
            path, page, ("mode", "service"), ("url", service.Url), ("timeoutMs", "900"), ("onFailure", "plan"), ("confirm", "true"));
        var secret = Secret().Match(WebUtility.HtmlDecode(await put.Content.ReadAsStringAsync())).Value;
        var after = await browser.Get(path);
        using var rotated = await browser.Post(path + "/rotate", after, ("overlapHours", "1"), ("once", "rotate-" + code));
        var second = Secret().Match(WebUtility.HtmlDecode(await rotated.Content.ReadAsStringAsync())).Value;
        var pricing = await fixture.Supplier.Ok(HttpMethod.Get, $"/vendors/{code}/pricing");
        using var left = await browser.Post(path, await browser.Get(path), ("mode", "plan"), ("url", service.Url));

        Assert.True(secret.Length > 40 && second.Length > 40 && secret != second, $"{secret} {second}");
        Assert.DoesNotContain(secret, after, StringComparison.Ordinal);
        Assert.Contains($"value=\"{service.Url}\"", WebUtility.HtmlDecode(after), StringComparison.Ordinal);
        Assert.Equal(("service", 900, "plan", true),
            ((string?)pricing["mode"], (int)pricing["timeoutMs"]!, (string?)pricing["onFailure"], (bool)pricing["confirm"]!));
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.Equal("plan", (string?)(await fixture.Supplier.Ok(HttpMethod.Get, $"/vendors/{code}/pricing"))["mode"]);
    }

    [Fact]
    public async Task Mistake_is_told_at_its_field()
    {
        var code = await fixture.Supplier.CreateVendor();
        var path = $"/console/settings/vendors/{code}/pricing";
        using var browser = await ConsoleBrowser.SignedIn(fixture.Gateway);

        using var answer = await browser.Post(path, await browser.Get(path), ("mode", "service"), ("url", "https://10.0.0.1/"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"url-error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_another_vendor_isnt_there_and_is_the_admins()
    {
        var (mine, others) = (await fixture.Supplier.CreateVendor(), await fixture.Supplier.CreateVendor());
        using var admin = await ConsoleBrowser.SignedIn(fixture.Gateway, await fixture.Supplier.CreateKey(Role.Admin, mine));
        using var dispatcher = await ConsoleBrowser.SignedIn(fixture.Gateway, await fixture.Supplier.CreateKey(Role.Dispatch, mine));

        using var notThere = await admin.Send(HttpMethod.Get, $"/console/settings/vendors/{others}/pricing");
        using var forbidden = await dispatcher.Send(HttpMethod.Get, $"/console/settings/vendors/{mine}/pricing");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (notThere.StatusCode, forbidden.StatusCode));
    }

    [Fact]
    public async Task Search_to_try_shows_request_answer_and_mistakes()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        service.Behaviour = new Behaviour(PriceBehaviour.WrongSum);
        using var browser = await ConsoleBrowser.SignedIn(fixture.Gateway);

        var page = await browser.Get($"/console/rates/try?vendor={vendor.Code}&service=toAirport&start=2030-03-06T10:00&pickupKind=address"
            + "&pickupStreet=400+King+Street&pickupCity=Alexandria&pickupCountry=US&pickupPostal=22314"
            + "&dropoffKind=airport&dropoffCode=DCA");

        Assert.Contains("$.offers[0].fare.rate", page, StringComparison.Ordinal);
        Assert.Contains("400 King Street", page, StringComparison.Ordinal);
        Assert.Contains("A sedan for three", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/]+=?")]
    private static partial Regex Secret();
}
