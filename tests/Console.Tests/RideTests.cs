using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>The pages Rides and of one ride in a real browser.</summary>
public sealed class RideTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispatcher_finds_a_ride_assigns_a_driver_and_reports_progress(bool script)
    {
        var id = await Booking.BookAndAccept(gateway);
        var page = await chromium.SignedIn(gateway, view: View.WithScript(script));

        await page.GetByRole(AriaRole.Searchbox).FillAsync("miller");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Chris Miller" }).ClickAsync();
        await page.GetByLabel("Driver", new() { Exact = true }).FillAsync("J. Doe");
        await page.GetByLabel("Plate").FillAsync("L-204");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Saved");
        await page.GetByRole(AriaRole.Button, new() { Name = "On the way" }).ClickAsync();

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Progress reported");
        await Assertions.Expect(page.Locator("#history")).ToContainTextAsync("Amended");
        await Assertions.Expect(page.GetByLabel("Driver", new() { Exact = true })).ToHaveValueAsync("J. Doe");
        Assert.EndsWith($"/console/rides/{id}", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ride_is_closed_after_its_pickup()
    {
        var id = await Booking.BookAndAccept(gateway);
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        var page = await chromium.SignedIn(gateway, $"/console/rides/{id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "No-show" }).ClickAsync();

        await Assertions.Expect(page.Locator("#ride-head")).ToContainTextAsync("Closed");
    }

    [Theory]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(3840, ColorScheme.Dark)]
    public async Task Pages_are_accessible_and_fit(int width, ColorScheme scheme)
    {
        var id = await Booking.BookAndAccept(gateway);
        await Booking.RunAction(gateway, id, "progress",
            $$"""{ "state": "assigned", "driver": { "name": "{{new string('M', 60)}}" }, "vehicle": { "plate": "L-204" } }""");
        Assert.Equal("", (await gateway.Concur(Booking.Update(gateway, id)
            .Set("PickupInstructions", string.Concat(Enumerable.Repeat("Please ring ", 33)))))["Error/ErrorDescription"]);
        var page = await chromium.SignedIn(gateway, $"/console/rides/{id}", new View(width, 900, scheme));
        var message = await page.Locator(".messages a").First.GetAttributeAsync("href");

        foreach (var path in new[]
        {
            "/console/waiting", "/console/rides", "/console/rides?q=nobody", $"/console/rides/{id}", $"/console/rides/{id}/sign", message!,
            "/console/nowhere", "/console/sign-in",
        })
        {
            if (path == "/console/sign-in")
                await page.Context.ClearCookiesAsync();
            await page.GotoAsync(path);
            Assert.Empty(await Chromium.Violations(page));
            Assert.True(await Chromium.Overflow(page) == 0, $"{path} is too wide");
        }
    }

    [Fact]
    public async Task Rides_are_worked_through_by_keyboard_alone()
    {
        var id = await Booking.Book(gateway);
        var page = await chromium.Open(gateway);
        await page.GotoAsync("/console/waiting");
        await Assertions.Expect(page.GetByLabel("API key")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("demo-admin-key");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#connection").GetByText("Live").WaitForAsync();

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator($"#r{id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("d");
        await Assertions.Expect(page.Locator($"#reason{id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Accepted");
        await page.Locator("#connection").GetByText("Live").WaitForAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page).ToHaveURLAsync("/console/rides");
        await page.Locator("#connection").GetByText("Live").WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync($"/console/rides/{id}");
        await page.Locator("#connection").GetByText("Live").WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#find")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Deleted_key_ends_the_open_page()
    {
        using var made = await gateway.Dispatch(HttpMethod.Post, "/api-keys", """{ "name": "gone", "role": "dispatch" }""");
        var key = System.Text.Json.Nodes.JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        var page = await chromium.SignedIn(gateway, key: (string)key["key"]!);
        await page.Locator("#connection").GetByText("Live").WaitForAsync();

        using var deleted = await gateway.Dispatch(HttpMethod.Delete, $"/api-keys/{(string)key["id"]!}");
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/console/sign-in"));
    }

    [Fact]
    public async Task Day_sheet_and_name_sign_are_printed_without_the_frame()
    {
        var id = await Booking.BookAndAccept(gateway);
        var page = await chromium.SignedIn(gateway, "/console/rides");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.Locator($"#r{id}")).ToContainTextAsync("Chris Miller");
        foreach (var frame in new[] { "header.top", "footer.bottom", "form.filter", $"#r{id} button" })
            await Assertions.Expect(page.Locator(frame).First).ToBeHiddenAsync();
        await page.GotoAsync($"/console/rides/{id}/sign");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Chris Miller");
        await Assertions.Expect(page.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        Assert.InRange(await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"), 60, 600);
    }

    [Fact]
    public async Task Line_for_a_GDS_is_copied()
    {
        var id = await Booking.BookAndAccept(gateway);
        var page = await chromium.SignedIn(gateway, $"/console/rides/{id}");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the line for Sabre" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy the line for Sabre" })).ToHaveTextAsync("Copied");
        Assert.Equal(
            await page.Locator("#gds-Sabre").TextContentAsync(), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Text_that_Concur_or_an_operator_sends_is_never_markup()
    {
        const string Attack = "<img src=x onerror=document.title='owned'>\"'><script>document.title='owned'</script>";
        var short40 = Attack[..40];
        var sell = Booking.Sell(gateway, await gateway.Concur(Booking.Search(gateway)));
        foreach (var element in new[]
        {
            "PrimaryPassenger/FirstName", "PrimaryPassenger/LastName", "PrimaryPassenger/Phone", "PrimaryPassenger/CellPhone",
            "PrimaryPassenger/EmailAddress", "PickupInstructions", "DropoffInstructions", "AccountingInfo/AccountingField1",
            "Booker/UserID", "Booker/EmailAddress",
        })
            sell.Set(element, Attack);
        var reply = await gateway.Concur(sell);
        Assert.Equal("", reply["Error/ErrorDescription"]);
        var id = reply["ReservationID"]!;
        await Booking.RunAction(gateway, id, "accept", Json(("feedback", Attack), ("externalReference", short40)));
        await Booking.RunAction(gateway, id, "progress", $$"""
            { "state": "assigned", "driver": {{Json(("name", short40), ("phone", short40))}},
              "vehicle": {{Json(("plate", short40), ("make", short40))}} }
            """);
        await gateway.Concur(Booking.Update(gateway, id).Set("PickupInstructions", Attack + Attack)
            .Set("PrimaryPassenger/LastName", Attack));
        var page = await chromium.SignedIn(gateway);
        var violations = new List<string>();
        page.Console += (_, message) => violations.AddRange(
            message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);

        await page.GotoAsync($"/console/rides/{id}");
        var message = await page.Locator(".messages a").First.GetAttributeAsync("href");
        foreach (var path in new[]
        {
            "/console/waiting", "/console/rides", "/console/rides?q=" + Uri.EscapeDataString(Attack), $"/console/rides/{id}",
            $"/console/rides/{id}/sign", message!, "/console/deliveries/drift",
        })
        {
            await page.GotoAsync(path);
            Assert.NotEqual("owned", await page.TitleAsync());
            Assert.Equal(0, await page.Locator("img, main script").CountAsync());
        }
        Assert.Empty(violations);
    }

    public void Dispose() => gateway.Dispose();

    private static string Json(params (string Name, string Value)[] fields) => System.Text.Json.JsonSerializer.Serialize(
        fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
}
