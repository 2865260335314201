using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests;

/// <summary>Pages that follow the changes: alerts, and the stream that only a visible tab holds.</summary>
public sealed class LiveTests(DesktopChromium chromium) : IClassFixture<DesktopChromium>, IDisposable
{
    /// <summary>Counts the tones that start and the notifications that appear; both stay the browser's own.</summary>
    private const string Count = """
        window.alerts = { tones: 0, notes: [] };
        window.OscillatorNode.prototype.start = new Proxy(window.OscillatorNode.prototype.start,
          { apply(start, tone, given) { window.alerts.tones++; return Reflect.apply(start, tone, given); } });
        window.Notification = new Proxy(window.Notification,
          { construct(made, given) { window.alerts.notes.push(given[0]); return Reflect.construct(made, given); } });
        """;

    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sound_and_notification_follow_a_new_request_if_they_are_on(bool on)
    {
        var page = await chromium.Open(gateway);
        var origin = gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await page.Context.GrantPermissionsAsync(["notifications"], new() { Origin = origin });
        await page.AddInitScriptAsync(Count);
        await Chromium.SignIn(page);
        if (on)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Alerts" }).ClickAsync();
            await page.GetByLabel("A sound when a request arrives").CheckAsync();
            await page.GetByLabel("A desktop notification").CheckAsync();
            await page.ReloadAsync();
            Assert.True(await page.Locator("#alert-sound").IsCheckedAsync());
        }
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live");
        await page.EvaluateAsync("window.alerts = { tones: 0, notes: [] }");

        var id = await Booking.Book(gateway);
        await Assertions.Expect(page.Locator($"#r{id}")).ToBeVisibleAsync();

        Assert.Equal(on ? 1 : 0, await page.EvaluateAsync<int>("window.alerts.tones"));
        Assert.Equal(on ? ["A request waits for your decision"] : [], await page.EvaluateAsync<string[]>("window.alerts.notes"));
    }

    [Fact]
    public async Task Tab_that_is_hidden_holds_no_stream_and_catches_up_when_it_is_seen_again()
    {
        var page = await chromium.SignedIn(gateway);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live");

        var ended = new TaskCompletionSource();
        page.RequestFailed += (_, request) =>
        {
            if (IsStream(request))
                ended.TrySetResult();
        };
        await See(page, hidden: true);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var id = await Booking.Book(gateway);
        await page.RunAndWaitForRequestAsync(() => See(page, hidden: false), IsStream);

        await Assertions.Expect(page.Locator($"#r{id}")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("(1) Waiting – GroundTransport");
    }

    private static bool IsStream(IRequest request) => request.Url.EndsWith("/console/stream", StringComparison.Ordinal);

    private static Task See(IPage page, bool hidden) => page.EvaluateAsync("""
        hidden => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, hidden);
}
