using Deque.AxeCore.Commons;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Administration.Demo;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests.Browsing;

/// <summary>
/// The distribution's Chromium; without one the tests are skipped and say so. Its headless shell, the same engine without a desktop's
/// parts, costs half as much and goes first.
/// </summary>
public class Chromium : IAsyncLifetime
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly string? path;
    private IPlaywright? playwright;

    public Chromium() : this(["/usr/bin/chromium-headless-shell", .. Desktop])
    {
    }

    private protected Chromium(IEnumerable<string> paths) =>
        path = Environment.GetEnvironmentVariable("GROUNDTRANSPORT_TEST_CHROMIUM") ?? paths.FirstOrDefault(File.Exists);

    private protected static IReadOnlyList<string> Desktop =>
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IBrowser Browser { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (path is null)
            return;
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Chromium refuses its sandbox to root, as whom containers run.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Browser is not null)
            await Browser.CloseAsync();
        playwright?.Dispose();
    }

    /// <summary>A browser of its own, with its cookies, on a page that isn't open yet.</summary>
    public async Task<IPage> Open(RunningGateway gateway, View? view = null)
    {
        Assert.SkipWhen(path is null, "There is no Chromium: install it, or set GROUNDTRANSPORT_TEST_CHROMIUM to its path.");
        var (width, height, scheme, script) = view ?? View.Wide;
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = gateway.Http.BaseAddress!.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    /// <summary>A browser that is signed in, on a page of the console.</summary>
    public async Task<IPage> SignedIn(
        RunningGateway gateway, string path = "/console/waiting", View? view = null, string key = DemoData.AdminKey)
    {
        var page = await Open(gateway, view);
        await SignIn(page, path, key);
        return page;
    }

    public static async Task SignIn(IPage page, string path = "/console/waiting", string key = DemoData.AdminKey)
    {
        await page.GotoAsync(path);
        await page.GetByLabel("API key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByText("Signed in as").WaitForAsync();
    }

    /// <summary>What axe finds serious or critical.</summary>
    public static async Task<string[]> Violations(IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ resultTypes: ["violations"] })).violations
                .filter(violation => ["serious", "critical"].includes(violation.impact))
                .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`))
            """);
    }

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public static Task<int> Overflow(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

/// <summary>With a desktop's parts: the shell denies notifications.</summary>
public sealed class DesktopChromium() : Chromium(Desktop);

/// <summary>How a browser shows a page.</summary>
public sealed record View(int Width, int Height, ColorScheme Scheme = ColorScheme.Light, bool Script = true)
{
    public static View Wide { get; } = new(1600, 1000);

    public static View Phone { get; } = new(360, 780);

    public static View WithScript(bool script) => Wide with { Script = script };
}
