using Deque.AxeCore.Playwright;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Administration.Demo;
using Microsoft.Playwright;

namespace GroundTransport.Console.Tests.Browsing;

/// <summary>The distribution's Chromium; without one the tests are skipped and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;

    /// <summary>Null if this machine has none.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable("GROUNDTRANSPORT_TEST_CHROMIUM") ?? Paths.FirstOrDefault(File.Exists);

    private IBrowser Browser { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Path is null)
            return;
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            // Chromium refuses its sandbox to root, as whom containers run.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        playwright?.Dispose();
    }

    /// <summary>A browser of its own, with its cookies, on a page that isn't open yet.</summary>
    public async Task<IPage> Open(RunningGateway gateway, View? view = null)
    {
        Assert.SkipWhen(Path is null, "There is no Chromium: install it, or set GROUNDTRANSPORT_TEST_CHROMIUM to its path.");
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
    public static async Task<IReadOnlyList<string>> Violations(IPage page) =>
        [.. from violation in (await page.RunAxe()).Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Id}: {violation.Help}: {node.Html}"];

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public static Task<int> Overflow(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

/// <summary>How a browser shows a page.</summary>
public sealed record View(int Width, int Height, ColorScheme Scheme = ColorScheme.Light, bool Script = true)
{
    public static View Wide { get; } = new(1600, 1000);

    public static View Phone { get; } = new(360, 780);

    public static View WithScript(bool script) => Wide with { Script = script };
}
