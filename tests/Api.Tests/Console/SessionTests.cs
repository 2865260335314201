using System.Net;
using GroundTransport.Api.Limits;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Api.Tests.Console;

/// <summary>Who gets in, and how a session ends.</summary>
public sealed class SessionTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private const string SignedInAs = "Signed in as";

    private RunningGateway Gateway => supplier.Gateway;

    [Fact]
    public async Task Root_leads_a_browser_to_the_console_and_is_404_for_a_program()
    {
        using var browser = new ConsoleBrowser(Gateway);

        using var led = await browser.Send(HttpMethod.Get, "/");
        using var refused = await Gateway.Http.GetAsync("/");

        Assert.Equal((HttpStatusCode.Redirect, "/console/waiting"), (led.StatusCode, led.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/")]
    public async Task Console_leads_to_what_waits(string path)
    {
        using var browser = new ConsoleBrowser(Gateway);

        using var led = await browser.Send(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.Redirect, "/console/waiting"), (led.StatusCode, led.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Page_without_a_session_leads_to_the_sign_in_and_back()
    {
        using var browser = new ConsoleBrowser(Gateway);

        using var refused = await browser.Send(HttpMethod.Get, "/console/waiting?cursor=");
        var signIn = refused.Headers.Location!.ToString();
        using var signedIn = await browser.Post(signIn, await browser.Get(signIn), ("key", SupplierFixture.AdminKey));

        Assert.Equal("/console/sign-in?to=%2Fconsole%2Fwaiting%3Fcursor%3D", signIn);
        Assert.Equal("/console/waiting?cursor=", signedIn.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Sign_in_is_a_page_with_one_password_field()
    {
        using var browser = new ConsoleBrowser(Gateway);

        var page = await browser.Get("/console/sign-in");

        Assert.Equal(1, page.Split("type=\"password\"").Length - 1);
        Assert.Equal(1, page.Split("<form").Length - 1);
    }

    [Theory]
    [InlineData("https://example.com/console/waiting")]
    [InlineData("//example.com/console/")]
    [InlineData("/console/\\example.com")]
    [InlineData("/api/v1/vendors")]
    public async Task Sign_in_never_leads_to_another_site(string to)
    {
        using var browser = new ConsoleBrowser(Gateway);
        var path = $"/console/sign-in?to={Uri.EscapeDataString(to)}";

        using var signedIn = await browser.Post(path, await browser.Get(path), ("key", SupplierFixture.AdminKey));

        Assert.Equal("/console/waiting", signedIn.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Sign_in_sets_a_strict_cookie_for_the_console_only()
    {
        using var browser = new ConsoleBrowser(Gateway);
        var page = await browser.Get("/console/sign-in");

        using var answer = await browser.Post("/console/sign-in", page, ("key", SupplierFixture.AdminKey));
        var cookie = answer.Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("groundtransport-console=", StringComparison.Ordinal));

        Assert.Contains("; path=/console; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(SupplierFixture.AdminKey, cookie, StringComparison.Ordinal);
        Assert.Contains(SignedInAs, await browser.Get("/console/waiting"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_the_cookies_are_for_encrypted_connections_only()
    {
        using var supplier = new SupplierFixture(gateway => gateway.InProduction().Set("Admin:BootstrapKey", "bootstrap-key-of-a-test"));
        using var browser = new ConsoleBrowser(supplier.Gateway);

        using var page = await browser.Send(HttpMethod.Get, "/console/sign-in");

        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure;", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_key_is_told_and_starts_no_session()
    {
        using var browser = new ConsoleBrowser(Gateway);

        using var answer = await browser.Post("/console/sign-in", await browser.Get("/console/sign-in"), ("key", "nobodys-key"));
        using var page = await browser.Send(HttpMethod.Get, "/console/waiting");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("There is no such key", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Failed_sign_ins_are_limited_as_those_of_the_REST_API()
    {
        using var supplier = new SupplierFixture();
        using var browser = new ConsoleBrowser(supplier.Gateway);
        var page = await browser.Get("/console/sign-in");
        for (var failed = 0; failed < FailedLogins.MaxPerMinute; failed++)
            await supplier.Call(HttpMethod.Get, "/vendors", key: "nobodys-key");

        using var limited = await browser.Post("/console/sign-in", page, ("key", "nobodys-key"));
        using var right = await browser.Post("/console/sign-in", page, ("key", SupplierFixture.AdminKey));

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
    }

    [Fact]
    public async Task Deleted_key_ends_its_session_at_once()
    {
        var key = await supplier.CreateKey(Role.Dispatch);
        using var browser = await ConsoleBrowser.SignedIn(Gateway, key);
        var id = (string)(await supplier.Ok(HttpMethod.Get, "/api-keys"))["items"]!.AsArray()
            .Last(item => (string?)item!["role"] == "dispatch")!["id"]!;

        await browser.Get("/console/waiting");
        await supplier.Call(HttpMethod.Delete, $"/api-keys/{id}");
        using var after = await browser.Send(HttpMethod.Get, "/console/waiting");

        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Deleted_key_ends_its_open_stream()
    {
        var key = await supplier.CreateKey(Role.Dispatch);
        using var browser = await ConsoleBrowser.SignedIn(Gateway, key);
        using var stream = await browser.Send(HttpMethod.Get, "/console/stream");
        var ids = (await supplier.Ok(HttpMethod.Get, "/api-keys"))["items"]!.AsArray()
            .Where(item => (string?)item!["role"] == "dispatch").Select(item => (string)item!["id"]!).ToList();

        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        foreach (var id in ids)
            await supplier.Call(HttpMethod.Delete, $"/api-keys/{id}");
        Gateway.Clock.Advance(TimeSpan.FromSeconds(1));

        // Ends, because the gateway closes it.
        await stream.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Key_that_expires_ends_its_open_stream()
    {
        using var own = new SupplierFixture();
        var expires = own.Gateway.Clock.GetUtcNow().AddHours(1);
        var key = await own.Ok(
            HttpMethod.Post, "/api-keys", $$"""{ "name": "shift", "role": "dispatch", "expiresAt": "{{expires:O}}" }""");
        using var browser = await ConsoleBrowser.SignedIn(own.Gateway, (string)key["key"]!);
        using var stream = await browser.Send(HttpMethod.Get, "/console/stream");

        own.Gateway.Clock.Advance(TimeSpan.FromHours(1));

        await stream.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(20));
        using var page = await browser.Send(HttpMethod.Get, "/console/waiting");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Stream_of_which_nothing_comes_has_a_beat_every_15_seconds()
    {
        using var own = new SupplierFixture(gateway => gateway.With(services =>
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ShortenedTimers(gateway.Clock, TimeSpan.FromSeconds(15))))));
        using var browser = await ConsoleBrowser.SignedIn(own.Gateway);
        using var stream = await browser.Send(HttpMethod.Get, "/console/stream");
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());

        Assert.Equal(": open", await Next());
        Assert.Equal(": beat", await Next());
        Assert.Equal(": beat", await Next());

        async Task<string?> Next()
        {
            var line = await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
            await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
            return line;
        }
    }

    [Fact]
    public async Task Session_that_is_over_ends_its_open_stream()
    {
        using var own = new SupplierFixture();
        using var browser = await ConsoleBrowser.SignedIn(own.Gateway);
        using var stream = await browser.Send(HttpMethod.Get, "/console/stream");

        own.Gateway.Clock.Advance(TimeSpan.FromHours(12));

        await stream.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Session_ends_twelve_hours_after_its_last_page_and_re_reads_dont_extend_it()
    {
        using var supplier = new SupplierFixture();
        using var browser = await ConsoleBrowser.SignedIn(supplier.Gateway);
        var clock = supplier.Gateway.Clock;

        clock.Advance(TimeSpan.FromHours(11));
        using var reread = await browser.Send(HttpMethod.Get, "/console/waiting", ("X-Console-Reread", "1"));
        Assert.False(reread.Headers.Contains("Set-Cookie") && reread.Headers.GetValues("Set-Cookie")
            .Any(cookie => cookie.StartsWith("groundtransport-console=", StringComparison.Ordinal)));
        await browser.Get("/console/waiting");
        clock.Advance(TimeSpan.FromHours(11));
        await browser.Get("/console/waiting");
        clock.Advance(TimeSpan.FromHours(12.1));
        using var ended = await browser.Send(HttpMethod.Get, "/console/waiting");
        using var endedForScript = await browser.Send(HttpMethod.Get, "/console/waiting", ("X-Console-Reread", "1"));

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, endedForScript.StatusCode);
    }

    [Fact]
    public async Task Link_of_another_site_gets_a_page_that_opens_itself_once_more()
    {
        using var browser = new ConsoleBrowser(Gateway);

        using var first = await browser.Send(HttpMethod.Get, "/console/waiting", ("Sec-Fetch-Site", "cross-site"));
        using var second = await browser.Send(HttpMethod.Get, "/console/waiting", ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"0\"", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        using var answer = await browser.Post("/console/sign-out", await browser.Get("/console/waiting"));
        using var after = await browser.Send(HttpMethod.Get, "/console/waiting");

        Assert.Equal("/console/sign-in", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Cookie_of_the_console_is_no_credential_of_the_REST_API()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        using var answer = await browser.Send(HttpMethod.Get, "/api/v1/reservations");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>A clock by which timers of exactly one length are over at once; the others take their time.</summary>
    private sealed class ShortenedTimers(TimeProvider clock, TimeSpan length) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == length ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
