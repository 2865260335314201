using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>What a real browser does with the cookies: links of other sites, tokens that are gone.</summary>
public sealed class SessionTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Link_in_a_mail_opens_its_page_or_the_sign_in(bool signedIn)
    {
        var id = await Booking.Book(gateway);
        var page = signedIn ? await chromium.SignedIn(gateway) : await chromium.Open(gateway);
        var link = new Uri(gateway.Http.BaseAddress!, $"/console/rides/{id}");
        await page.RouteAsync("http://mail.example/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<!doctype html><title>Mail</title><a href='{link}'>A ride</a>",
        }));
        await page.GotoAsync("http://mail.example/");

        await page.GetByRole(AriaRole.Link, new() { Name = "A ride" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex(signedIn ? $"/console/rides/{id}$" : "/console/sign-in[?]to="));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = signedIn ? "Chris Miller" : "Sign in" }).First)
            .ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reason_that_was_typed_survives_a_token_that_is_gone(bool script)
    {
        var id = await Booking.Book(gateway);
        var page = await chromium.SignedIn(gateway, view: View.WithScript(script));
        await page.Locator($"#r{id} summary").ClickAsync();
        await page.Locator($"#r{id}").GetByLabel("Reason").FillAsync("No car in \"Old Town\"");
        await page.Context.ClearCookiesAsync(new() { Name = "groundtransport-form" });

        await page.Locator($"#r{id}").GetByRole(AriaRole.Button, new() { Name = "Decline", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Reason")).ToHaveValueAsync("No car in \"Old Town\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Declined");
    }
}
