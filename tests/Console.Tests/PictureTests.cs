using System.Globalization;
using GroundTransport.Api.Tests.Gateway;
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

    [Theory]
    [InlineData("light", 1600)]
    [InlineData("dark", 1600)]
    [InlineData("light", 360)]
    [InlineData("dark", 360)]
    public async Task Pictures_are_made(string scheme, int width)
    {
        Assert.SkipWhen(Folder is null, "No folder for pictures is set.");
        using var gateway = new RunningGateway().Start();
        var view = new View(width, width == 360 ? 780 : 1000, scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light);
        var page = await chromium.SignedIn(gateway, view: view);
        await Shoot(page, $"empty-{scheme}-{width}", "waiting");
        var rides = await Fill(gateway);
        await Shoot(page, $"waiting-{scheme}-{width}", "waiting");
        await Shoot(page, $"rides-{scheme}-{width}", "rides");
        await Shoot(page, $"ride-{scheme}-{width}", $"rides/{rides[0]}");
        await Shoot(page, $"change-{scheme}-{width}", $"rides/{rides[1]}");
    }

    private static async Task Shoot(IPage page, string name, string path)
    {
        await page.GotoAsync("/console/" + path);
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
        await Book(gateway, 3, 49, "Bartholomew Maximilian", "Featherstonehaugh-Cholmondeley-Smythe", string.Join(' ', Enumerable.Repeat(
            "Please wait at the second exit, next to the flower shop.", 7)));
        await gateway.Concur(Booking.Update(gateway, confirmed[3]).Set("StartDateTime", Booking.At(gateway, TimeSpan.FromHours(30))));
        await gateway.Concur(Booking.Cancel(confirmed[4]));
        return [confirmed[5], confirmed[3]];
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
