using System.Globalization;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.PricingServices;
using GroundTransport.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>Makes the pictures of the documents; <c>.ci/picture</c> says where to.</summary>
public sealed class PictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("GROUNDTRANSPORT_PICTURES");

    private static readonly string[] First = ["Ana", "Björn", "Chloé", "David", "Erin", "Farid", "Grace", "Hiro", "Ingrid", "José"];

    private static readonly string[] Last =
        ["Almeida", "Bergström", "Carter", "Delacroix-Montgomery", "Egan", "Fujimoto", "García Márquez", "Hughes", "Ivanova", "Jones"];

    private static readonly string[] Notes =
        ["", "Please ring the bell", "Two suitcases and a cello", "", "Child seat, two years", "", "Wheelchair", "", "", "Meet me"];

    public static TheoryData<string, int> Views => new()
    {
        { "light", 1600 },
        { "dark", 1600 },
        { "light", 360 },
        { "dark", 360 },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Pictures_are_made(string scheme, int width)
    {
        Assert.SkipWhen(Folder is null, "No folder for pictures is set.");
        using var gateway = new RunningGateway().Start();
        var page = await chromium.SignedIn(gateway, view: ViewOf(scheme, width));
        await Shoot(page, $"empty-{scheme}-{width}", "waiting");
        var rides = await Fill(gateway);
        await Shoot(page, $"waiting-{scheme}-{width}", "waiting");
        await Shoot(page, $"rides-{scheme}-{width}", "rides");
        await Shoot(page, $"ride-{scheme}-{width}", $"rides/{rides[0]}");
        await Shoot(page, $"change-{scheme}-{width}", $"rides/{rides[1]}");
        await Shoot(page, $"long-{scheme}-{width}", $"rides/{rides[2]}");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Pictures_of_a_receipt_and_of_the_settings_are_made(string scheme, int width)
    {
        Assert.SkipWhen(Folder is null, "No folder for pictures is set.");
        await using var fixture = new PricingFixture();
        var vendor = await fixture.CreateVendor(await fixture.StartService());
        var gateway = fixture.Gateway;
        var stored = (await fixture.Supplier.Ok(HttpMethod.Get, $"/vendors/{vendor.Code}")).AsObject();
        foreach (var readOnly in new[] { "planVersion", "version", "pricing" })
            stored.Remove(readOnly);
        stored["receipts"] = JsonNode.Parse("""
            { "enabled": true, "legalName": "LimoVendor Inc.",
              "address": { "street": "400 King Street", "city": "Alexandria", "country": "US" } }
            """);
        await fixture.Supplier.Ok(HttpMethod.Put, $"/vendors/{vendor.Code}", stored.ToJsonString());
        await fixture.Supplier.Ok(HttpMethod.Post, "/webhooks", """
            { "url": "https://hooks.example/a/rather/long/address/that/has/to/fit", "description": "Dispatch system of the night shift" }
            """);
        var id = await fixture.Book(vendor);
        await Booking.RunAction(gateway, id, "accept");
        gateway.Clock.Advance(TimeSpan.FromHours(53));
        await Booking.RunAction(gateway, id, "close", """{ "outcome": "completed" }""");
        var page = await chromium.SignedIn(gateway, view: ViewOf(scheme, width));
        await Shoot(page, $"receipt-{scheme}-{width}", $"rides/{id}");
        await Shoot(page, $"connections-{scheme}-{width}", "settings/connections", "Change…");
        await Shoot(page, $"webhooks-{scheme}-{width}", "settings/webhooks", "Change…");
        await Shoot(page, $"vendor-{scheme}-{width}", $"settings/vendors?edit={vendor.Code}");
        await Shoot(page, $"pricing-{scheme}-{width}", $"settings/vendors/{vendor.Code}/pricing");
    }

    private static View ViewOf(string scheme, int width) =>
        new(width, width == 360 ? 780 : 1000, scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light);

    /// <param name="opened">A form that is opened first; null: none.</param>
    private static async Task Shoot(IPage page, string name, string path, string? opened = null)
    {
        await page.GotoAsync("/console/" + path);
        if (opened is not null)
            await page.Locator("summary").Filter(new() { HasText = opened }).First.ClickAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder!, name + ".png") });
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder!, name + "-full.png"), FullPage = true });
    }

    /// <summary>A morning: rides with drivers, decisions of the deadline, changes, cancellations, and forty new requests.</summary>
    private static async Task<IReadOnlyList<string>> Fill(RunningGateway gateway)
    {
        var confirmed = new List<string>();
        await Booking.SetDecisions(gateway, """{ "bookings": "automatic", "changes": "manual", "cancellations": "manual" }""");
        for (var number = 0; number < 3; number++)
            confirmed.Add(await Book(gateway, number + 5, hours: 26 + number));
        await Booking.SetDecisions(gateway, """
            { "decideWithinMinutes": 45, "onTimeout": { "bookings": "decline", "changes": "decline", "cancellations": "accept" } }
            """);
        for (var number = 0; number < 8; number++)
        {
            var id = await Book(gateway, number, hours: 27 + number / 2);
            confirmed.Add(id);
            await Booking.RunAction(gateway, id, "accept");
            if (number % 3 != 2)
            {
                await Booking.RunAction(gateway, id, "progress", $$"""
                    { "state": "{{(number % 2 == 0 ? "assigned" : "onTheWay")}}",
                      "driver": { "name": "{{(number % 2 == 0 ? "J. Doe" : "M. Rossi")}}", "phone": "703 555 014{{number % 2}}" },
                      "vehicle": { "plate": "L-20{{number % 2}}", "make": "Lincoln", "model": "Navigator", "colour": "black" } }
                    """);
            }
        }
        for (var number = 0; number < 38; number++)
        {
            await Book(gateway, number, hours: 48 + number * 3 % 40);
            gateway.Clock.Advance(TimeSpan.FromSeconds(55));
        }
        var note = string.Join(' ', Enumerable.Repeat("Please wait at the second exit, next to the flower shop.", 7));
        var named = await Book(gateway, 3, 49, "Bartholomew Maximilian", "Featherstonehaugh-Cholmondeley-Smythe", note);
        await gateway.Concur(Booking.Update(gateway, confirmed[3]).Set("StartDateTime", Booking.At(gateway, TimeSpan.FromHours(30))));
        await gateway.Concur(Booking.Cancel(confirmed[4]));
        return [confirmed[5], confirmed[3], named];
    }

    private static async Task<string> Book(
        RunningGateway gateway, int number, double hours, string? first = null, string? last = null, string? note = null)
    {
        var pickup = Booking.At(gateway, TimeSpan.FromHours(hours));
        var found = await gateway.Concur(Booking.Search(gateway).Set("StartDateTime", pickup));
        // Sold out: an hour later.
        if (found.Element("Limos/Limo/RateInfo") is null)
            return await Book(gateway, number, hours + 1, first, last, note);
        var sold = await gateway.Concur(Booking.Sell(gateway, found).Set("StartDateTime", pickup)
            .Set("PrimaryPassenger/FirstName", first ?? First[number * 7 % 10]).Set("PrimaryPassenger/LastName", last ?? Last[number % 10])
            .Set("PrimaryPassenger/CellPhone", (7035550100 + number).ToString(CultureInfo.InvariantCulture))
            .Set("PickupInstructions", note ?? Notes[number * 3 % 10]).Set("DropoffInstructions", ""));
        Assert.Equal("", sold["Error/ErrorDescription"]);
        return sold["ReservationID"]!;
    }
}
