using System.Net;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>Choosing what prices a vendor's rides, over REST.</summary>
public sealed class PricingSettingsTests(PricingFixture fixture) : IClassFixture<PricingFixture>
{
    private SupplierFixture Supplier => fixture.Supplier;

    [Fact]
    public async Task Secret_is_shown_by_the_first_PUT_and_by_rotate_and_never_by_GET()
    {
        var service = await fixture.StartService();
        var code = await Supplier.CreateVendor();
        var path = $"/vendors/{code}/pricing";
        Assert.Equal(
            """{"mode":"plan","url":null,"timeoutMs":null,"onFailure":null,"confirm":null,"previousSecretUntil":null,"version":2}""",
            (await Supplier.Ok(HttpMethod.Get, path)).ToJsonString());

        var first = await Supplier.Ok(HttpMethod.Put, path, PricingFixture.Pricing(service));
        var second = await Supplier.Ok(
            HttpMethod.Put, path,
            PricingFixture.Pricing(service, "\"timeoutMs\": 100, \"onFailure\": \"plan\", \"confirm\": true"));
        var rotated = await Supplier.Ok(HttpMethod.Post, path + "/rotate", """{ "overlapHours": 2 }""");
        var read = await Supplier.Ok(HttpMethod.Get, path);

        Assert.StartsWith("whsec_", (string?)first["secret"], StringComparison.Ordinal);
        Assert.Null(second["secret"]);
        Assert.StartsWith("whsec_", (string?)rotated["secret"], StringComparison.Ordinal);
        Assert.NotEqual((string?)first["secret"], (string?)rotated["secret"]);
        Assert.Equal(
            ("service", service.Url, 100, "plan", true, fixture.Gateway.Clock.GetUtcNow().AddHours(2), 5),
            ((string?)read["mode"], (string?)read["url"], (int)read["timeoutMs"]!, (string?)read["onFailure"], (bool)read["confirm"]!,
                (DateTimeOffset)read["previousSecretUntil"]!, (int)read["version"]!));
        Assert.False(read.AsObject().ContainsKey("secret"));
        Assert.DoesNotContain((string)rotated["secret"]!, fixture.Gateway.Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_secrets_sign_during_the_overlap()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        var rotated = await Supplier.Ok(HttpMethod.Post, $"/vendors/{vendor.Code}/pricing/rotate", """{ "overlapHours": 1 }""");

        Assert.Equal("42.50", (await fixture.Search(vendor))["Limos/Limo/RateInfo/Rate"]);
        service.Service.Secret = (string?)rotated["secret"];
        Assert.Equal("42.50", (await fixture.Search(vendor))["Limos/Limo/RateInfo/Rate"]);
        service.Service.Secret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        Assert.Equal("500", (await fixture.Search(vendor))["Error/ErrorCode"]);
    }

    [Fact]
    public async Task DELETE_returns_to_the_rate_plan_and_the_next_service_gets_a_new_secret()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, hasPlan: true);
        var path = $"/vendors/{vendor.Code}/pricing";

        Assert.Equal(HttpStatusCode.NoContent, (await Supplier.Call(HttpMethod.Delete, path)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Supplier.Call(HttpMethod.Delete, path)).Status);

        Assert.Equal("plan", (string?)(await Supplier.Ok(HttpMethod.Get, path))["mode"]);
        Assert.Equal("", (await fixture.Search(vendor))["Error/ErrorCode"]);
        Assert.Equal(0, service.Asked);
        Assert.Equal(HttpStatusCode.Conflict, (await Supplier.Call(HttpMethod.Post, path + "/rotate")).Status);
        var again = await Supplier.Ok(HttpMethod.Put, path, PricingFixture.Pricing(service));
        Assert.NotEqual(vendor.Secret, (string?)again["secret"]);
        var plan = await Supplier.Ok(HttpMethod.Put, path, """{ "mode": "plan" }""");
        Assert.Equal(("plan", null), ((string?)plan["mode"], (string?)plan["secret"]));
    }

    [Theory]
    [InlineData("""{ }""", "mode", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{ "mode": "auction" }""", "mode", HttpStatusCode.BadRequest)]
    [InlineData("""{ "mode": "service" }""", "url", HttpStatusCode.BadRequest)]
    [InlineData("""{ "mode": "service", "url": "http://prices.example/" }""", "url", HttpStatusCode.BadRequest)]
    [InlineData("""{ "mode": "service", "url": "https://10.0.0.1/" }""", "url", HttpStatusCode.BadRequest)]
    [InlineData("""{ "mode": "service", "url": "https://user:secret@prices.example/" }""", "url", HttpStatusCode.BadRequest)]
    [InlineData("""{ "mode": "service", "url": "https://prices.example/", "timeoutMs": 99 }""", "timeoutMs", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{ "mode": "service", "url": "https://prices.example/", "timeoutMs": 3001 }""", "timeoutMs", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{ "mode": "service", "url": "https://prices.example/", "onFailure": "plan" }""", "onFailure", HttpStatusCode.Conflict)]
    [InlineData("""{ "mode": "plan", "url": "https://prices.example/" }""", "url", HttpStatusCode.UnprocessableEntity)]
    public async Task PUT_of_a_wrong_pricing_is_refused(string json, string field, HttpStatusCode status)
    {
        var code = SupplierFixture.NewCode();
        await Supplier.Ok(HttpMethod.Post, "/vendors",
            $$"""{ "code": "{{code}}", "name": "V", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }""");

        var (answered, body, _) = await Supplier.Call(HttpMethod.Put, $"/vendors/{code}/pricing", json);

        Assert.Equal(status, answered);
        Assert.Equal(field, (string?)body!["errors"]?[0]?["field"] ?? (string?)body["field"]);
    }

    [Fact]
    public async Task Pricing_is_the_administrators_of_the_vendor_alone_and_compares_versions()
    {
        var service = await fixture.StartService();
        var code = await Supplier.CreateVendor();
        var path = $"/vendors/{code}/pricing";
        var other = await Supplier.CreateKey(Role.Admin, await Supplier.CreateVendor());
        var dispatcher = await Supplier.CreateKey(Role.Dispatch, code);

        Assert.Equal(HttpStatusCode.NotFound, (await Supplier.Call(HttpMethod.Get, path, key: other)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Supplier.Call(HttpMethod.Put, path, PricingFixture.Pricing(service), other)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Supplier.Call(HttpMethod.Get, path, key: dispatcher)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed,
            (await Supplier.Call(HttpMethod.Put, path, PricingFixture.Pricing(service), ifMatch: "\"1\"")).Status);
        var put = await Supplier.Call(HttpMethod.Put, path, PricingFixture.Pricing(service), ifMatch: "\"2\"");
        Assert.Equal((HttpStatusCode.OK, "\"3\""), (put.Status, put.Headers.ETag!.Tag));
    }

    [Fact]
    public async Task Rotate_with_one_idempotency_key_rotates_once()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService());
        var path = $"/vendors/{vendor.Code}/pricing/rotate";

        var first = await Supplier.Call(HttpMethod.Post, path, idempotencyKey: "rotate-" + vendor.Code);
        var again = await Supplier.Call(HttpMethod.Post, path, idempotencyKey: "rotate-" + vendor.Code);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.Status, again.Status));
    }

    [Fact]
    public async Task Pricing_is_in_the_audit_trail_without_address_or_secret()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService());
        await Supplier.Call(HttpMethod.Delete, $"/vendors/{vendor.Code}/pricing");

        var audit = (await Supplier.Ok(HttpMethod.Get, $"/audit?subject=pricing&subjectId={vendor.Code}"))["items"]!.AsArray();

        Assert.Equal([("deleted", "rate plan"), ("changed", "service at 127.0.0.1")],
            audit.Select(entry => ((string)entry!["action"]!, (string)entry["detail"]!)));
    }

    [Fact]
    public async Task Vendor_keeps_its_pricing_when_its_data_change_and_loses_it_when_it_is_deleted()
    {
        var service = await fixture.StartService();
        var code = await Supplier.CreateVendor();
        await Supplier.Ok(HttpMethod.Put, $"/vendors/{code}/pricing", PricingFixture.Pricing(service));

        await Supplier.Ok(HttpMethod.Put, $"/vendors/{code}",
            $$"""{ "code": "{{code}}", "name": "Renamed", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }""");
        Assert.Equal("service", (string?)(await Supplier.Ok(HttpMethod.Get, $"/vendors/{code}/pricing"))["mode"]);
        Assert.Equal(HttpStatusCode.NoContent, (await Supplier.Call(HttpMethod.Delete, $"/vendors/{code}")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await Supplier.Call(HttpMethod.Get, $"/vendors/{code}/pricing")).Status);
    }

    [Fact]
    public async Task Price_calendar_of_a_pricing_service_is_409()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService(), hasPlan: true);

        var (status, problem, _) = await Supplier.Call(
            HttpMethod.Post, $"/vendors/{vendor.Code}/price-calendar", AdminEndpoints.Examples.PriceCalendar);

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (status, (string?)problem!["code"]));
    }
}
