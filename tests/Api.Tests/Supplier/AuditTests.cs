using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Application;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>The audit trail, and what is known of an API key.</summary>
public sealed class AuditTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    [Fact]
    public async Task Everything_that_is_administered_leaves_an_entry_with_who_and_from_where()
    {
        var code = await supplier.CreateVendor();
        var connection = await supplier.CreateConnection(code);
        await supplier.Ok(HttpMethod.Post, $"/direct-connects/{connection.Id}/rotate");
        var key = (string)(await supplier.Ok(
            HttpMethod.Post, "/api-keys", $$"""{ "name": "desk", "role": "dispatch", "vendorCodes": ["{{code}}"] }"""))["id"]!;
        await supplier.Ok(HttpMethod.Put, $"/direct-connects/{connection.Id}/concur-app",
            """{ "clientId": "app-1", "clientSecret": "secret-of-the-app", "geolocation": "https://us.api.concursolutions.com" }""");
        var webhook = (string)(await supplier.Ok(
            HttpMethod.Post, "/webhooks", $$"""{ "url": "https://hooks.example/secret-path", "vendors": ["{{code}}"] }"""))["webhook"]!["id"]!;
        await supplier.Ok(HttpMethod.Post, $"/webhooks/{webhook}/rotate");
        await supplier.Call(HttpMethod.Delete, $"/webhooks/{webhook}");
        await supplier.Call(HttpMethod.Delete, $"/api-keys/{key}");

        var entries = await List("?limit=10");

        Assert.Equal(
            [
                $"deleted apiKey {key} desk", $"deleted webhook {webhook} hooks.example", $"rotated webhook {webhook} hooks.example",
                $"created webhook {webhook} hooks.example", $"created concurApp {connection.Id} app-1", $"created apiKey {key} desk",
                $"rotated directConnect {connection.Id} test", $"created directConnect {connection.Id} test",
                $"changed ratePlan {code} {code}", $"created vendor {code} Vendor {code}",
            ],
            entries.Select(entry => $"{entry!["action"]} {entry["subject"]} {entry["subjectId"]} {entry["name"]}"));
        Assert.All(entries, entry => Assert.Equal(
            (code, "demo-admin", "127.0.0.1"),
            ((string?)entry!["vendors"]![0], (string?)entry["keyName"], (string?)entry["address"])));
        Assert.Equal("version 1", (string?)entries[8]!["detail"]);
        Assert.DoesNotContain("secret", entries.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_or_changed_nothing_leaves_no_entry()
    {
        var code = await supplier.CreateVendor();
        var before = (await List("?limit=1")).ToJsonString();
        await supplier.Ok(HttpMethod.Put, $"/vendors/{code}/rate-plan", SupplierFixture.Plan());
        await supplier.Call(HttpMethod.Put, $"/vendors/{code}/rate-plan", "{}");
        await supplier.Call(HttpMethod.Delete, "/vendors/NOBODY");
        await supplier.Call(HttpMethod.Delete, $"/vendors/{code}", ifMatch: "\"99\"");

        Assert.Equal(before, (await List("?limit=1")).ToJsonString());
    }

    [Fact]
    public async Task Filters_and_pages_find_their_entries()
    {
        var code = await supplier.CreateVendor();
        await supplier.Ok(HttpMethod.Put, $"/vendors/{code}/rate-plan", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 77));

        Assert.Equal(2, (await List($"?subject=ratePlan&subjectId={code}")).Count);
        Assert.Equal("created", (string?)Assert.Single(await List($"?subject=vendor&subjectId={code}"))!["action"]);
        Assert.Empty(await List($"?subjectId={code}&action=deleted"));
        Assert.Empty(await List($"?subjectId={code}&to=2030-01-01T00:00:00Z"));
        Assert.Equal(3, (await List($"?subjectId={code}&from=2030-01-01T00:00:00Z&key=demo")).Count);
        var first = await supplier.Ok(HttpMethod.Get, $"/audit?subjectId={code}&limit=2");
        var second = await supplier.Ok(HttpMethod.Get, $"/audit?subjectId={code}&limit=2&cursor={first["next"]}");
        Assert.Equal((2, 1), (first["items"]!.AsArray().Count, second["items"]!.AsArray().Count));
        Assert.Null(second["next"]);
        var (status, problem, _) = await supplier.Call(HttpMethod.Get, "/audit?action=burnt&limit=0");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("action", (string?)problem!["errors"]![0]!["field"]);
    }

    [Fact]
    public async Task Key_that_is_bound_to_vendors_sees_what_concerns_no_other()
    {
        var (mine, others) = (await supplier.CreateVendor(), await supplier.CreateVendor());
        var key = await supplier.CreateKey(Role.Admin, mine);
        await supplier.CreateConnection(mine, others);
        await supplier.CreateKey(Role.Read);

        var seen = await List("?limit=200", key);

        Assert.All(seen, entry => Assert.Equal([mine], entry!["vendors"]!.AsArray().Select(code => (string?)code)));
        Assert.Contains(seen, entry => (string?)entry!["subject"] == "apiKey");
        Assert.Contains(await List("?limit=200"), entry => entry!["vendors"] is null);
    }

    [Fact]
    public async Task Key_is_rejected_from_its_expiry_on_and_shows_creator_and_last_use()
    {
        using var own = new SupplierFixture();
        var expires = own.Gateway.Clock.GetUtcNow().AddDays(1);
        var made = await own.Ok(
            HttpMethod.Post, "/api-keys", $$"""{ "name": "temporary", "role": "read", "expiresAt": "{{expires:O}}" }""");
        var (id, key) = ((string)made["id"]!, (string)made["key"]!);
        Assert.Equal(("demo-admin", expires), ((string?)made["createdBy"], (DateTimeOffset)made["expiresAt"]!));
        Assert.Equal(HttpStatusCode.OK, (await own.Call(HttpMethod.Get, "/vendors", key: key)).Status);
        await own.Gateway.Send(new StoreApiKeyUses());

        own.Gateway.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Call(HttpMethod.Get, "/vendors", key: key)).Status);
        var shown = await own.Ok(HttpMethod.Get, $"/api-keys/{id}");
        Assert.Equal(expires.AddDays(-1), (DateTimeOffset)shown["lastUsedAt"]!);
        Assert.Contains((await own.Ok(HttpMethod.Get, "/api-keys"))["items"]!.AsArray(),
            item => (string?)item!["id"] == id && item["lastUsedAt"] is not null);
    }

    [Theory]
    [InlineData("2030-03-04T12:00:00Z")]
    [InlineData("2041-01-01T00:00:00Z")]
    public async Task Expiry_in_the_past_or_far_away_is_refused(string expires)
    {
        var (status, problem, _) = await supplier.Call(
            HttpMethod.Post, "/api-keys", $$"""{ "name": "temporary", "role": "read", "expiresAt": "{{expires}}" }""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "expiresAt"), (status, (string?)problem!["errors"]![0]!["field"]));
    }

    [Fact]
    public async Task Key_that_expires_doesnt_count_as_the_last_unrestricted_one()
    {
        using var own = new SupplierFixture();
        await own.Ok(HttpMethod.Post, "/api-keys", """{ "name": "temporary", "role": "admin", "expiresAt": "2030-04-01T00:00:00Z" }""");

        Assert.Equal(HttpStatusCode.Conflict, (await own.Call(HttpMethod.Delete, "/api-keys/demo")).Status);
    }

    [Fact]
    public void Every_write_of_an_administrator_is_audited()
    {
        string[] notAdministration = ["TestWebhook", "RetryWebhookDelivery", "RetryPostBack"];
        var writes = typeof(ApplicationServices).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IWrite))
            && type.GetProperty("By")?.PropertyType == typeof(Operator));

        Assert.Equal(
            notAdministration.Order(StringComparer.Ordinal),
            writes.Where(type => !Array.Exists(type.GetInterfaces(),
                    face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IAudited<>)))
                .Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    private async Task<JsonArray> List(string query, string key = SupplierFixture.AdminKey) =>
        (await supplier.Ok(HttpMethod.Get, $"/audit{query}", key: key))["items"]!.AsArray();
}
