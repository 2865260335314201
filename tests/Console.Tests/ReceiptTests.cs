using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>The receipt of a ride in a real browser.</summary>
public sealed class ReceiptTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispatcher_closes_a_ride_with_its_extras_and_names_the_recipient(bool script)
    {
        var id = await Accepted();
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        var page = await chromium.SignedIn(gateway, $"/console/rides/{id}", View.WithScript(script));
        await page.GetByLabel("Another fare").CheckAsync();
        await page.GetByLabel("Tolls").FillAsync("3.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Completed" }).Last.ClickAsync();
        await Assertions.Expect(page.Locator("#receipt")).ToContainTextAsync("46.00 USD");
        await Assertions.Expect(page.Locator("#receipt")).ToContainTextAsync("Awaiting recipient");

        await Name("no-uuid");
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("UUID");
        await Assertions.Expect(page.GetByLabel("user id (UUID)")).ToHaveValueAsync("no-uuid");
        await Name("08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6");

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Saved");
        await Assertions.Expect(page.Locator("#receipt")).ToContainTextAsync("Pending");
        await page.GotoAsync("/console/deliveries/receipts");
        await Assertions.Expect(page.Locator("#receipts")).ToContainTextAsync(id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Queued again");
        await page.GetByRole(AriaRole.Link, new() { Name = "Processed", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#receipts")).ToContainTextAsync("None in this state");

        async Task Name(string user)
        {
            await page.GetByLabel("user id (UUID)").FillAsync(user);
            await page.Locator("#receipt").GetByRole(AriaRole.Button, new() { Name = "Name the recipient" }).ClickAsync();
        }
    }

    [Theory]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Pages_are_accessible_and_fit(int width, ColorScheme scheme)
    {
        var id = await Accepted();
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        await Booking.RunAction(gateway, id, "close", """{ "outcome": "completed" }""");
        var page = await chromium.SignedIn(gateway, view: new View(width, 900, scheme));

        foreach (var path in new[] { $"/console/rides/{id}", "/console/deliveries/receipts", "/console/deliveries/receipts?state=dead" })
        {
            await page.GotoAsync(path);
            Assert.Empty(await Chromium.Violations(page));
            Assert.True(await Chromium.Overflow(page) == 0, $"{path} is too wide");
        }
    }

    private async Task<string> Accepted()
    {
        using var answer = await gateway.Dispatch(HttpMethod.Put, "/vendors/LML", new JsonObject
        {
            ["code"] = "LML",
            ["name"] = "LimoVendor",
            ["phone"] = "4354654654",
            ["currency"] = "USD",
            ["timeZone"] = "America/New_York",
            ["receipts"] = JsonNode.Parse("""
                { "enabled": true, "legalName": "LimoVendor Inc.",
                  "address": { "street": "400 King Street", "city": "Alexandria", "country": "US" } }
                """),
        }.ToJsonString(), "*");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await Booking.BookAndAccept(gateway);
    }
}
