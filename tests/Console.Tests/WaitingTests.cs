using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>The page Waiting in a real browser.</summary>
public sealed class WaitingTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispatcher_decides_with_and_without_script(bool script)
    {
        var (first, second) = (await Booking.Book(gateway), await Booking.Book(gateway));
        var page = await chromium.SignedIn(gateway, view: View.WithScript(script));

        await Accept(page, first).ClickAsync();

        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("Accepted");
        await Assertions.Expect(Accept(page, second)).ToBeFocusedAsync();
        Assert.Equal("accepted", await State(first));
    }

    [Fact]
    public async Task Of_two_dispatchers_who_race_the_second_is_told()
    {
        var id = await Booking.Book(gateway);
        // Without script neither page learns of the other's decision by itself.
        var (fast, slow) = (await chromium.SignedIn(gateway), await chromium.SignedIn(gateway, view: View.WithScript(false)));

        await Accept(fast, id).ClickAsync();
        await Assertions.Expect(fast.Locator(".notice")).ToContainTextAsync("Accepted");
        await slow.Locator($"#r{id} summary").ClickAsync();
        await slow.Locator($"#r{id}").GetByLabel("Reason").FillAsync("No car");
        await slow.Locator($"#r{id}").GetByRole(AriaRole.Button, new() { Name = "Decline", Exact = true }).ClickAsync();

        await Assertions.Expect(slow.GetByRole(AriaRole.Alert)).ToContainTextAsync("demo-admin was faster: Accepted");
        Assert.Equal("accepted", await State(id));
    }

    [Fact]
    public async Task New_request_appears_by_itself_and_the_title_counts_it()
    {
        var page = await chromium.SignedIn(gateway);
        await Assertions.Expect(page.GetByText("Nothing waits for a decision")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live");

        var id = await Booking.Book(gateway);

        await Assertions.Expect(page.Locator($"#r{id}")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("(1) Waiting – GroundTransport");
    }

    [Theory]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Page_is_accessible_and_fits(int width, ColorScheme scheme)
    {
        await Booking.Book(gateway);
        var page = await chromium.SignedIn(gateway, view: new View(width, 900, scheme));

        Assert.Empty(await Chromium.Violations(page));
        Assert.Equal(0, await Chromium.Overflow(page));
    }

    public void Dispose() => gateway.Dispose();

    private static ILocator Accept(IPage page, string id) =>
        page.Locator($"#r{id}").GetByRole(AriaRole.Button, new() { Name = "Accept" });

    private async Task<string?> State(string id)
    {
        using var response = await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}");
        return (string?)System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["state"];
    }
}
