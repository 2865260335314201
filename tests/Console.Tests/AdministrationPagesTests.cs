using System.Text.Json;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Statistics;
using GroundTransport.Console.Tests.Browsing;
using GroundTransport.Infrastructure.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>Rates, Deliveries, Settings and Overview in a real browser: accessible, no wider than it, usable by keyboard.</summary>
public sealed class AdministrationPagesTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private static readonly string[] Paths =
    [
        "/console/rates", "/console/rates?vendor=LML&version=1", "/console/rates/try?vendor=LML",
        $"/console/rates/try?vendor=LML&{Ride}&show=prices", $"/console/rates/try?vendor=LML&{Ride}&show=calendar&month=2030-03",
        "/console/deliveries", "/console/deliveries/drift", "/console/deliveries/webhooks", "/console/settings/vendors",
        "/console/settings/vendors?edit=LML", "/console/settings/connections", "/console/settings/keys", "/console/settings/webhooks",
        "/console/settings/audit", "/console/overview", "/console/overview?days=7", "/console/deliveries/receipts",
        "/console/settings/vendors/LML/pricing",
    ];

    private const string Ride = "service=toAirport&pickupKind=address&pickupPostal=22314&pickupCity=Alexandria&pickupState=VA"
        + "&pickupCountry=US&dropoffKind=airport&dropoffCode=DCA&start=2030-03-09T10:00&passengers=2";

    private readonly SupplierFixture supplier = new();

    /// <summary>Each width with each fullness and each scheme with each, in half the visits: a scheme moves nothing.</summary>
    public static TheoryData<int, ColorScheme, bool> Views => new()
    {
        { 1600, ColorScheme.Light, true },
        { 360, ColorScheme.Dark, true },
        { 1600, ColorScheme.Dark, false },
        { 360, ColorScheme.Light, false },
    };

    public void Dispose() => supplier.Dispose();

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_page_is_accessible_and_fits(int width, ColorScheme scheme, bool filled)
    {
        if (filled)
            await Fill();
        var page = await chromium.SignedIn(supplier.Gateway, view: new View(width, 1000, scheme));
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                problems.Add($"{page.Url}: {message.Text}");
        };
        foreach (var (path, index) in Paths.Select((path, index) => (path, index)))
        {
            await page.GotoAsync(path);
            problems.AddRange((await Chromium.Violations(page)).Select(violation => $"{path}: {violation}"));
            if (!await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).IsVisibleAsync())
                problems.Add($"{path}: no sign-out");
            if (await Chromium.Overflow(page) is > 0 and var pixels)
                problems.Add($"{path} is {pixels} pixels too wide");
            await Keep(page, $"{index:00}-{width}-{scheme}{(filled ? "" : "-empty")}");
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task Rates_are_uploaded_checked_and_put_in_force_by_keyboard_without_script()
    {
        var page = await chromium.SignedIn(supplier.Gateway, "/console/rates", View.WithScript(false));
        var csv = await page.Context.APIRequest.GetAsync("/console/rates/LML/rates.csv");
        var changed = (await csv.TextAsync()).Replace("35.00", "36.50", StringComparison.Ordinal);

        await page.GetByLabel("File").SetInputFilesAsync(
            new FilePayload { Name = "rates.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(changed) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check it" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Checked: no mistake")).ToBeVisibleAsync();
        var put = page.Locator("#checked").GetByRole(AriaRole.Button, new() { Name = "Put in force" });
        await Assertions.Expect(put).ToBeFocusedAsync();
        await put.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Version 2 is in force");
        await page.GetByRole(AriaRole.Link, new() { Name = "Changes of version 2" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#changes ins").First).ToHaveTextAsync("36.50");
    }

    [Fact]
    public async Task New_key_is_shown_once_and_signs_in()
    {
        var page = await chromium.SignedIn(supplier.Gateway, "/console/settings/keys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("night desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the key" }).ClickAsync();
        var key = await page.Locator("#secret-api-key").TextContentAsync();

        await page.GotoAsync("/console/settings/keys");
        Assert.DoesNotContain(key!, await page.ContentAsync(), StringComparison.Ordinal);
        var desk = await chromium.SignedIn(supplier.Gateway, key: key!);
        await Assertions.Expect(desk.GetByText("night desk")).ToBeVisibleAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Vendor_that_is_saved_as_the_form_shows_it_stays_as_it_was()
    {
        await supplier.Ok(HttpMethod.Put, "/vendors/LML", """
            { "code": "LML", "name": "LimoVendor", "phone": "4354654654", "currency": "USD", "timeZone": "America/New_York",
              "decisions": { "bookings": "automatic", "changes": "manual", "cancellations": "automatic", "decideWithinMinutes": 45,
                             "onTimeout": { "bookings": "accept", "changes": "decline", "cancellations": "accept" } },
              "closeAfterHours": 24,
              "receipts": { "enabled": true, "legalName": "LimoVendor Inc.", "taxId": "54-1234567", "phone": "703 555 0142",
                            "webAddress": "https://limo.example", "taxInvoice": true, "sendAfterMinutes": 60,
                            "address": { "street": "400 King Street", "city": "Alexandria", "state": "VA", "country": "US",
                                         "postalCode": "22314" } } }
            """);
        var before = await supplier.Ok(HttpMethod.Get, "/vendors/LML");
        var page = await chromium.SignedIn(supplier.Gateway, "/console/settings/vendors?edit=LML");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("is changed");
        Assert.Equal(before.ToJsonString(), (await supplier.Ok(HttpMethod.Get, "/vendors/LML")).ToJsonString());
    }

    [Fact]
    public async Task Text_that_an_operator_writes_is_never_markup()
    {
        const string Attack = "<img src=x onerror=document.title='owned'>\"'><b>";
        var text = JsonSerializer.Serialize(Attack);
        await supplier.Ok(HttpMethod.Post, "/vendors",
            $$"""{ "code": "XSS", "name": {{text}}, "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }""");
        await supplier.Ok(HttpMethod.Put, "/vendors/XSS/rate-plan", SupplierFixture.Plan());
        await supplier.Ok(
            HttpMethod.Put, "/vendors/XSS/rate-plan", SupplierFixture.Plan(plan => plan["fleet"]![0]!["description"] = Attack));
        await supplier.Ok(HttpMethod.Post, "/direct-connects", $$"""{ "name": {{text}}, "vendorCodes": ["XSS"] }""");
        await supplier.Ok(HttpMethod.Post, "/api-keys", $$"""{ "name": {{text}}, "role": "read" }""");
        await supplier.Ok(HttpMethod.Post, "/webhooks", $$"""{ "url": "https://hooks.example/x", "description": {{text}} }""");
        var page = await chromium.SignedIn(supplier.Gateway);
        var refused = new List<string>();
        page.Console += (_, message) => refused.AddRange(
            message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);
        var shown = 0;

        foreach (var path in Paths.Select(path => path.Replace("LML", "XSS", StringComparison.Ordinal))
            .Append("/console/rates?vendor=XSS&version=2"))
        {
            await page.GotoAsync(path);
            Assert.NotEqual("owned", await page.TitleAsync());
            Assert.True(await page.Locator("img, main b, main script").CountAsync() == 0, path);
            shown += await page.GetByText(Attack).CountAsync() > 0 ? 1 : 0;
        }

        Assert.Empty(refused);
        Assert.InRange(shown, 6, Paths.Length);
    }

    /// <summary>Keeps a picture of the page if somebody wants to see it.</summary>
    private static async Task Keep(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("GROUNDTRANSPORT_TEST_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    private async Task Fill()
    {
        var gateway = supplier.Gateway;
        await supplier.CreateVendor();
        await supplier.Ok(HttpMethod.Put, "/vendors/LML/rate-plan", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 36.50));
        await supplier.Ok(HttpMethod.Post, "/webhooks", """
            { "url": "https://hooks.example/a/rather/long/address/that/has/to/fit", "description": "Dispatch system of the night shift" }
            """);
        await supplier.CreateKey(Application.Callers.Role.Dispatch, "LML");
        foreach (var action in new[] { "accept", "decline", "accept", "decline", "decline" })
        {
            var id = await Booking.Book(gateway);
            gateway.Clock.Advance(TimeSpan.FromMinutes(7));
            await Booking.RunAction(gateway, id, action, action == "decline" ? """{ "reason": "No vehicle" }""" : null);
            gateway.Clock.Advance(TimeSpan.FromHours(5));
            // A search doesn't trust a catalog that nobody has confirmed for so long.
            await gateway.Services.GetRequiredService<CatalogCache>().Refresh(CancellationToken.None);
        }
        var nowhere = Booking.Search(gateway).Set("NumPassengers", "99");
        await gateway.Concur(nowhere);
        await gateway.Concur(Booking.Search(gateway).Set("StartDateTime", "2030-03-01T10:00:00"));
        await gateway.Send(new StoreSearchRefusals());
        for (JsonNode? statistics = null; statistics is null || statistics["days"]!.AsArray().Sum(day => (int)day!["booked"]!) < 5;)
        {
            await gateway.Send(new CountEvents());
            statistics = await supplier.Ok(HttpMethod.Get, "/statistics");
        }
    }
}
