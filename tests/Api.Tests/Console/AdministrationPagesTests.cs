using System.Net;
using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Statistics;

namespace GroundTransport.Api.Tests.Console;

/// <summary>Rates, Deliveries, Settings and Overview, without script.</summary>
public sealed partial class AdministrationPagesTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private const string Attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    private RunningGateway Gateway => supplier.Gateway;

    [Theory]
    [InlineData("/console/settings/vendors")]
    [InlineData("/console/settings/keys")]
    [InlineData("/console/settings/connections")]
    [InlineData("/console/settings/webhooks")]
    [InlineData("/console/settings/audit")]
    [InlineData("/console/deliveries/webhooks")]
    public async Task Pages_of_the_admin_are_refused_to_other_roles(string path)
    {
        using var dispatcher = await ConsoleBrowser.SignedIn(Gateway, await supplier.CreateKey(Role.Dispatch));
        using var answer = await dispatcher.Send(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/console/settings/keys")]
    [InlineData("/console/rates/LML/upload")]
    [InlineData("/console/deliveries/post-backs/retry")]
    public async Task Form_without_its_token_is_400(string path)
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        using var answer = await browser.PostWithout(path, [("name", "stolen"), ("role", "admin")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Vendor_of_somebody_else_isnt_there()
    {
        var (mine, others) = (await supplier.CreateVendor(), await supplier.CreateVendor());
        using var browser = await ConsoleBrowser.SignedIn(Gateway, await supplier.CreateKey(Role.Admin, mine));

        foreach (var path in new[]
            { $"rates?vendor={others}", $"rates/try?vendor={others}", $"rates/{others}/plan.json", $"rates/{others}/rates.csv" })
        {
            using var answer = await browser.Send(HttpMethod.Get, $"/console/{path}");
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
        }
        foreach (var path in new[] { "rates", "settings/vendors", "settings/connections", "settings/audit", "overview" })
            Assert.DoesNotMatch($@"\b{others}\b", await browser.Get($"/console/{path}"));
    }

    [Fact]
    public async Task Key_is_made_shown_once_and_deleted_and_a_reload_makes_no_second()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/settings/keys");
        var fields = new[] { ("name", "console key"), ("role", "read"), ("expires", "2030-04-01"), ("once", "once-1") };

        using var made = await browser.Post("/console/settings/keys", page, fields);
        var shown = await made.Content.ReadAsStringAsync();
        using var again = await browser.Post("/console/settings/keys", page, fields);
        var key = (await supplier.Ok(HttpMethod.Get, "/api-keys?limit=200"))["items"]!.AsArray()
            .Single(item => (string?)item!["name"] == "console key")!;
        using var deleted = await browser.Post($"/console/settings/keys/{key["id"]}/delete", page);

        var secret = Secret().Match(shown).Groups[1].Value;
        Assert.Equal(32, secret.Length);
        Assert.DoesNotContain(secret, await browser.Get("/console/settings/keys"), StringComparison.Ordinal);
        Assert.Equal("2030-04-02T00:00:00+00:00", (string?)key["expiresAt"]);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.SeeOther),
            (made.StatusCode, again.StatusCode, deleted.StatusCode));
        Assert.Contains("no-store", made.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_of_a_form_are_told_at_their_fields_and_what_was_typed_stays()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get("/console/settings/vendors");
        using var answer = await browser.Post(
            "/console/settings/vendors", page,
            ("code", "too long"), ("name", Attack), ("phone", "1"), ("currency", "US"), ("timeZone", "Mars"));
        var shown = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var field in new[] { "code", "phone", "currency", "timeZone" })
            Assert.Contains($"id=\"{field}-error\"", shown, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("<script>"), shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_and_webhook_are_changed_by_forms_in_the_version_that_was_shown()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var code = SupplierFixture.NewCode();
        await supplier.Ok(HttpMethod.Post, "/vendors",
            $$"""{ "code": "{{code}}", "name": "N", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }""");
        var connect = (string)(await supplier.Ok(
            HttpMethod.Post, "/direct-connects", $$"""{ "name": "Before", "vendorCodes": ["{{code}}"] }"""))["id"]!;
        var webhook = (string)(await supplier.Ok(
            HttpMethod.Post, "/webhooks", """{ "url": "https://hooks.example/before", "enabled": false }"""))["webhook"]!["id"]!;
        var connections = await browser.Get("/console/settings/connections");
        var webhooks = await browser.Get("/console/settings/webhooks");
        (string, string)[] connectFields = [("name", "After"), ("vendorCodes", code), ("timesAre", "pickupLocal")];

        using var changed = await browser.Post(
            $"/console/settings/connections/{connect}/change", connections, [("version", "1"), .. connectFields]);
        using var stale = await browser.Post(
            $"/console/settings/connections/{connect}/change", connections,
            [("version", "1"), .. connectFields[1..], ("name", "Too late")]);
        using var hook = await browser.Post($"/console/settings/webhooks/{webhook}/change", webhooks,
            ("version", "1"), ("url", "https://hooks.example/after"), ("vendorCodes", code), ("types", "reservation.accepted"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict, HttpStatusCode.SeeOther),
            (changed.StatusCode, stale.StatusCode, hook.StatusCode));
        Assert.Contains("value=\"Too late\"", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var stored = await supplier.Ok(HttpMethod.Get, $"/direct-connects/{connect}");
        Assert.Equal(("After", "pickupLocal", false),
            ((string)stored["name"]!, (string)stored["timesAre"]!, (bool)stored["postBack"]!["enabled"]!));
        var told = await supplier.Ok(HttpMethod.Get, $"/webhooks/{webhook}");
        Assert.Equal(("https://hooks.example/after", "reservation.accepted", code, false),
            ((string)told["url"]!, (string)told["types"]![0]!, (string)told["vendors"]![0]!, (bool)told["enabled"]!));
    }

    [Fact]
    public async Task Vendor_connection_and_webhook_are_made_by_forms_and_leave_audit_entries()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var code = SupplierFixture.NewCode();
        var page = await browser.Get("/console/settings/vendors");
        using var vendor = await browser.Post("/console/settings/vendors", page,
            ("code", code), ("name", "By form"), ("phone", "703 555 0142"), ("currency", "USD"), ("timeZone", "America/New_York"),
            ("bookings", "automatic"), ("changes", "manual"), ("cancellations", "manual"), ("closeAfterHours", "24"));
        Assert.Equal(HttpStatusCode.SeeOther, vendor.StatusCode);
        using var connection = await browser.Post("/console/settings/connections", page,
            ("name", Attack), ("vendorCodes", code), ("timesAre", "gmt"), ("postBack", "yes"), ("once", "once-2"));
        var shown = await connection.Content.ReadAsStringAsync();
        var id = Regex.Match(shown, "concur-([a-z0-9]+)<").Groups[1].Value;
        using var tested = await browser.Post($"/console/settings/connections/{id}/test", page);
        using var rotated = await browser.Post($"/console/settings/connections/{id}/rotate", page, ("version", "1"), ("overlapHours", "0"));
        using var webhook = await browser.Post(
            "/console/settings/webhooks", page, ("url", "https://hooks.example/x"), ("vendorCodes", code), ("types", "reservation.accepted"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
            (connection.StatusCode, tested.StatusCode, rotated.StatusCode, webhook.StatusCode));
        Assert.DoesNotContain("<script>alert", shown, StringComparison.Ordinal);
        Assert.Contains("has no rate plan in force", await tested.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("whsec_", await webhook.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var audit = await browser.Get("/console/settings/audit");
        Assert.DoesNotContain("<script>alert", audit, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", audit, StringComparison.Ordinal);
        Assert.Equal("automatic", (string?)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}"))["decisions"]!["bookings"]);
    }

    [Fact]
    public async Task Receipts_of_a_vendor_are_turned_on_by_its_form_which_says_what_is_missing()
    {
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var code = await supplier.CreateVendor();
        var page = await browser.Get($"/console/settings/vendors?edit={code}");
        (string, string)[] vendor =
        [
            ("name", "With receipts"), ("phone", "703 555 0142"), ("currency", "USD"), ("timeZone", "America/New_York"),
            ("bookings", "manual"), ("changes", "manual"), ("cancellations", "manual"), ("receipts.enabled", "yes"),
            ("receipts.legalName", "Receipts Inc."), ("receipts.address.street", "400 King Street"),
            ("receipts.address.city", "Alexandria"),
        ];

        using var refused = await browser.Post($"/console/settings/vendors/{code}", page, vendor);
        using var changed = await browser.Post(
            $"/console/settings/vendors/{code}", page,
            [.. vendor, ("receipts.address.country", "us"), ("receipts.sendAfterMinutes", "90")]);

        var shown = await refused.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (refused.StatusCode, changed.StatusCode));
        Assert.Contains("id=\"receipts-address-country-error\"", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"Receipts Inc.\"", shown, StringComparison.Ordinal);
        var receipts = (await supplier.Ok(HttpMethod.Get, $"/vendors/{code}"))["receipts"]!;
        Assert.Equal((true, "Receipts Inc.", "US", 90), ((bool)receipts["enabled"]!, (string)receipts["legalName"]!,
            (string)receipts["address"]!["country"]!, (int)receipts["sendAfterMinutes"]!));
    }

    [Fact]
    public async Task Upload_with_mistakes_names_each_and_changes_nothing()
    {
        var code = await supplier.CreateVendor();
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get($"/console/rates?vendor={code}");
        using var answer = await browser.Post($"/console/rates/{code}/upload", page,
            ("do", "put"), ("kind", "csv"), ("document", $"id,kind,price\r\n{Attack},flat,x\r\n"), ("version", "1"));
        var shown = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("row 2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", shown, StringComparison.Ordinal);
        Assert.Equal(1, (int)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}"))["planVersion"]!);
    }

    [Fact]
    public async Task Version_that_somebody_else_replaced_isnt_overwritten()
    {
        var code = await supplier.CreateVendor();
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        var page = await browser.Get($"/console/rates?vendor={code}");
        await supplier.Ok(HttpMethod.Put, $"/vendors/{code}/rate-plan", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 77));
        using var answer = await browser.Post($"/console/rates/{code}/restore/1", page, ("version", "1"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(2, (int)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}"))["planVersion"]!);
    }

    [Fact]
    public async Task Dead_PostBacks_and_the_overview_are_shown_to_a_reader_who_cant_retry()
    {
        await Booking.BookAndAccept(Gateway);
        using var reader = await ConsoleBrowser.SignedIn(Gateway, await supplier.CreateKey(Role.Read));
        using var dispatcher = await ConsoleBrowser.SignedIn(Gateway, await supplier.CreateKey(Role.Dispatch));

        var (seen, acted) = (await reader.Get("/console/deliveries"), await dispatcher.Get("/console/deliveries"));
        using var csv = await reader.Send(HttpMethod.Get, "/console/overview/bookings.csv?days=7");

        Assert.DoesNotContain(">Retry<", seen, StringComparison.Ordinal);
        Assert.Contains(">Retry<", acted, StringComparison.Ordinal);
        Assert.Equal("attachment; filename=\"bookings.csv\"", csv.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(8, (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("PostBacks waiting", await reader.Get("/console/overview?days=90"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_is_explained_rule_by_rule_and_a_month_is_a_picture()
    {
        const string Ride = "service=toAirport&pickupKind=address&pickupPostal=22314&pickupCity=Alexandria&pickupState=VA"
            + "&pickupCountry=US&dropoffKind=airport&dropoffCode=DCA&start=2030-03-09T10:00&passengers=2";
        using var browser = await ConsoleBrowser.SignedIn(Gateway);

        var explained = await browser.Get($"/console/rates/try?vendor=LML&{Ride}&show=prices");
        var month = await browser.Get($"/console/rates/try?vendor=LML&{Ride}&show=calendar&month=2030-03");

        Assert.Contains("<th scope=\"col\">Rule</th>", explained, StringComparison.Ordinal);
        Assert.Contains(">passes<", explained, StringComparison.Ordinal);
        Assert.Contains("42.50 USD", explained, StringComparison.Ordinal);
        Assert.Equal(31, Regex.Count(month.Split("class=\"calendar-days")[1].Split("</p>")[0], "<span"));
        Assert.Equal(31 * 24, Regex.Count(month.Split("<svg viewBox=\"0 0 240")[1].Split("</svg>")[0], "<rect class=\"price "));
    }

    [Theory]
    [InlineData("bookings", "date,booked,")]
    [InlineData("decisions", "minutes,count")]
    [InlineData("revenue", "date,currency,amount")]
    [InlineData("searchRefusals", "reason,count")]
    [InlineData("postBacks", "state,count,oldest")]
    public async Task Each_picture_of_the_overview_has_its_table_as_CSV(string series, string columns)
    {
        await Booking.Book(Gateway);
        using var browser = await ConsoleBrowser.SignedIn(Gateway);
        // The figures follow the event feed, which gives an event its place after its commit.
        string page;
        do
        {
            await Gateway.Send(new CountEvents());
            page = await browser.Get("/console/overview?days=7");
        }
        while (!page.Contains("<svg class=\"plot\"", StringComparison.Ordinal));

        var path = Regex.Match(page, $"href=\"(/console/overview/{series}[^\"]*)\"").Groups[1].Value;
        var shown = series == "revenue" ? $"/console/overview/{series}.csv?days=7" : WebUtility.HtmlDecode(path);
        var csv = await browser.Get(shown);

        Assert.StartsWith(columns, csv, StringComparison.Ordinal);
    }

    [GeneratedRegex("id=\"secret-api-key\">([^<]+)<")]
    private static partial Regex Secret();
}
