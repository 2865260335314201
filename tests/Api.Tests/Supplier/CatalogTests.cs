using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Callers;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>Vendors, connections and keys: created, read, updated and deleted; a vendor's are invisible to the others.</summary>
public sealed class CatalogTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private readonly RunningGateway gateway = supplier.Gateway;

    [Fact]
    public async Task Vendor_is_created_read_updated_and_deleted()
    {
        var code = SupplierFixture.NewCode();
        var body = $$"""{ "code": "{{code}}", "name": "Old Town", "phone": "703 555 0142", "currency": "USD", "timeZone":"""
            + $$""" "America/New_York" }""";
        var (created, _, headers) = await supplier.Call(HttpMethod.Post, "/vendors", body);
        Assert.Equal((HttpStatusCode.Created, $"/api/v1/vendors/{code}", "\"1\""),
            (created, headers.Location!.ToString(), headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.Conflict, (await supplier.Call(HttpMethod.Post, "/vendors", body)).Status);

        var changed = body.Replace("Old Town", "New Town", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await supplier.Call(HttpMethod.Put, $"/vendors/{code}", changed, ifMatch: "\"1\"")).Status);
        var (stale, problem, _) = await supplier.Call(HttpMethod.Put, $"/vendors/{code}", body, ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (stale, (string?)problem!["code"]));
        Assert.Equal("New Town", (string?)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}"))["name"]);

        Assert.Equal(HttpStatusCode.NoContent, (await supplier.Call(HttpMethod.Delete, $"/vendors/{code}", ifMatch: "\"2\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await supplier.Call(HttpMethod.Get, $"/vendors/{code}")).Status);
    }

    [Fact]
    public async Task Vendor_with_several_invalid_fields_names_each()
    {
        var (status, problem, _) = await supplier.Call(HttpMethod.Post, "/vendors",
            """{ "code": "too-long-a-code", "name": " ", "phone": "none", "currency": "usd", "timeZone": "Mars", "closeAfterHours": """
                + """-1, "decisions": { "decideWithinMinutes": 0 } }""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["closeAfterHours", "code", "currency", "decisions.decideWithinMinutes", "decisions.onTimeout", "name", "phone",
            "timeZone"],
            problem!["errors"]!.AsArray().Select(error => (string?)error!["field"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Vendor_in_use_cant_be_deleted()
    {
        var code = await supplier.CreateVendor();
        await supplier.CreateConnection(code);
        await supplier.CreateKey(Role.Read, code);
        var (status, problem, _) = await supplier.Call(HttpMethod.Delete, $"/vendors/{code}");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("direct connects, API keys", (string?)problem!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_a_list_stay_consistent_while_rows_are_added()
    {
        for (var i = 0; i < 5; i++)
            await supplier.CreateVendor();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await supplier.Ok(HttpMethod.Get, $"/vendors?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["items"]!.AsArray().Select(vendor => (string)vendor!["code"]!));
            cursor = (string?)page["next"];
            if (seen.Count == 2)
                await supplier.Ok(HttpMethod.Post, "/vendors",
                    """{ "code": "AAA", "name": "First", "phone": "703 555 0142", "currency": "USD", "timeZone": "UTC" }""");
        }
        while (cursor is not null);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
        Assert.DoesNotContain("AAA", seen);
    }

    [Fact]
    public async Task Connection_works_with_its_credentials_until_they_are_rotated()
    {
        var code = await supplier.CreateVendor();
        var connect = await supplier.CreateConnection(code);
        Assert.InRange(connect.User.Length, 10, 50);
        Assert.Equal((32, 32), (connect.Password.Length, connect.Token.Length));
        Assert.Equal("", (await gateway.Concur(Search(gateway), connect.User, connect.Password))["Error/ErrorCode"]);

        var rotated = await supplier.Ok(HttpMethod.Post, $"/direct-connects/{connect.Id}/rotate");

        using var old = await gateway.Post(System.Text.Encoding.UTF8.GetBytes(Search(gateway).ToString()), connect.User, connect.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.Equal("", (await gateway.Concur(Search(gateway), connect.User, (string)rotated["password"]!))["Error/ErrorCode"]);
        var shown = (await supplier.Ok(HttpMethod.Get, $"/direct-connects/{connect.Id}")).ToJsonString()
            + (await supplier.Ok(HttpMethod.Get, "/direct-connects?limit=200")).ToJsonString();
        foreach (var secret in new[] { connect.Password, connect.Token, (string)rotated["password"]!, (string)rotated["token"]! })
        {
            Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Connection_with_reservations_cant_be_deleted_one_without_can()
    {
        var code = await supplier.CreateVendor();
        var (sold, unused) = (await supplier.CreateConnection(code), await supplier.CreateConnection(code));
        var found = await gateway.Concur(Search(gateway), sold.User, sold.Password);
        await gateway.Concur(Sell(gateway, found).Set("Vendor/VendorCode", code), sold.User, sold.Password);

        Assert.Equal(HttpStatusCode.Conflict, (await supplier.Call(HttpMethod.Delete, $"/direct-connects/{sold.Id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await supplier.Call(HttpMethod.Delete, $"/direct-connects/{unused.Id}")).Status);
        using var gone = await gateway.Post(System.Text.Encoding.UTF8.GetBytes(Search(gateway).ToString()), unused.User, unused.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
    }

    [Fact]
    public async Task Plan_whose_vehicles_differ_in_case_alone_sells_both()
    {
        var code = await supplier.CreateVendor(plan: plan =>
        {
            var fleet = plan["fleet"]!.AsArray();
            fleet[1] = fleet[0]!.DeepClone();
            (fleet[0]!["vehicleId"], fleet[1]!["vehicleId"]) = ("xa", "Xa");
            plan["rates"] = JsonNode.Parse("""
                [{ "id": "1", "kind": "flat", "vehicleId": "xa", "from": "OLDTOWN", "to": "DCA", "price": 5, "minutes": 9 },
                 { "id": "2", "kind": "flat", "vehicleId": "Xa", "from": "OLDTOWN", "to": "DCA", "price": 6, "minutes": 9 }]
                """);
        });
        var connect = await supplier.CreateConnection(code);

        var found = await gateway.Concur(Search(gateway), connect.User, connect.Password);
        var sell = Sell(gateway, found).Set("Vendor/VendorCode", code).Set("Vehicle/VehicleID", "xa");
        var sold = await gateway.Concur(sell, connect.User, connect.Password);

        Assert.Equal(["xa", "Xa"], found.All("Limos/Limo/Vehicle/VehicleID"));
        Assert.Equal("RB", sold["Status"]);
    }

    [Fact]
    public async Task Connection_of_several_vendors_offers_all_their_rides_cheapest_first()
    {
        var (dear, cheap) = (await supplier.CreateVendor(plan: plan => plan["rates"]![0]!["price"] = 99.00),
            await supplier.CreateVendor(plan: plan => plan["rates"]![0]!["price"] = 20.00));
        var yen = await supplier.CreateVendor(currency: "JPY", plan: plan =>
        {
            plan["currency"] = "JPY";
            plan["rates"] = new JsonArray(JsonNode.Parse("""{ "id": "Y", "kind": "flat", "vehicleId": "12", "from": "OLDTOWN", "to":"""
                + """ "DCA", "price": 5, "minutes": 15 }"""));
            plan["charges"] = new JsonArray();
        });
        var connect = await supplier.CreateConnection(dear, cheap, yen);

        var found = await gateway.Concur(Search(gateway), connect.User, connect.Password);

        Assert.Equal([cheap, dear, yen], found.All("Limos/Limo/Vendor/VendorCode"));
        Assert.Equal(["USD", "USD", "JPY"], found.All("Limos/Limo/RateInfo/Currency"));
        Assert.Equal([$"Vendor {cheap}", $"Vendor {dear}", $"Vendor {yen}"], found.All("Limos/Limo/Vendor/VendorName"));
    }

    [Fact]
    public async Task Deleted_key_is_refused_at_once_and_the_last_unrestricted_key_cant_be_deleted()
    {
        var made = await supplier.Ok(HttpMethod.Post, "/api-keys", """{ "name": "short-lived", "role": "admin" }""");
        var key = (string)made["key"]!;
        await supplier.Ok(HttpMethod.Get, "/vendors", key: key);
        Assert.Equal(HttpStatusCode.NoContent, (await supplier.Call(HttpMethod.Delete, $"/api-keys/{made["id"]}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await supplier.Call(HttpMethod.Get, "/vendors", key: key)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await supplier.Call(HttpMethod.Delete, "/api-keys/demo")).Status);
        Assert.DoesNotContain(key, (await supplier.Ok(HttpMethod.Get, "/api-keys?limit=200")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_vendors_resources_are_not_found()
    {
        var (mine, theirs) = (await supplier.CreateVendor(), await supplier.CreateVendor());
        var (own, both) = (await supplier.CreateConnection(mine), await supplier.CreateConnection(mine, theirs));
        var theirKey = await supplier.Ok(
            HttpMethod.Post, "/api-keys", $$"""{ "name": "theirs", "role": "read", "vendorCodes": ["{{theirs}}"] }""");
        var key = await supplier.CreateKey(Role.Admin, mine);

        foreach (var path in new[] { $"/vendors/{theirs}", $"/vendors/{theirs}/rate-plan", $"/vendors/{theirs}/rate-plan/versions",
            $"/vendors/{theirs}/rate-plan/versions/1", $"/direct-connects/{both.Id}", $"/api-keys/{theirKey["id"]}", "/api-keys/demo" })
            Assert.Equal(HttpStatusCode.NotFound, (await supplier.Call(HttpMethod.Get, path, key: key)).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await supplier.Call(HttpMethod.Put, $"/vendors/{theirs}/rate-plan", SupplierFixture.Plan(), key)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await supplier.Call(HttpMethod.Delete, $"/api-keys/{theirKey["id"]}", key: key)).Status);
        Assert.Equal([mine], (await supplier.Ok(HttpMethod.Get, "/vendors", key: key))["items"]!.AsArray()
            .Select(vendor => (string?)vendor!["code"]));
        Assert.Equal([own.Id], (await supplier.Ok(HttpMethod.Get, "/direct-connects", key: key))["items"]!.AsArray()
            .Select(connect => (string?)connect!["id"]));

        var (_, foreign, _) = await supplier
            .Call(HttpMethod.Post, "/direct-connects", $$"""{ "name": "x", "vendorCodes": ["{{theirs}}"] }""", key);
        var (_, unknown, _) = await supplier.Call(HttpMethod.Post, "/direct-connects", """{ "name": "x", "vendorCodes": ["NONE"] }""", key);
        Assert.Equal(((string?)unknown!["detail"])!.Replace("NONE", theirs, StringComparison.Ordinal), (string?)foreign!["detail"]);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await supplier.Call(HttpMethod.Post, "/api-keys", """{ "name": "x", "role": "read" }""", key)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await supplier.Call(HttpMethod.Post, "/vendors",
            """{ "code": "MINE", "name": "x", "phone": "703 555 0142", "currency": "USD", "timeZone": "UTC" }""", key)).Status);
    }

    [Fact]
    public async Task Repeated_idempotency_key_runs_once_and_refuses_other_content()
    {
        var code = SupplierFixture.NewCode();
        string Body(string name) => $$"""{ "code": "{{code}}", "name": "{{name}}", "phone": "703 555 0142", "currency": "USD","""
            + $$""" "timeZone": "UTC" }""";
        var once = Guid.NewGuid().ToString();
        Assert.Equal(HttpStatusCode.Created, (await supplier.Call(HttpMethod.Post, "/vendors", Body("One"), idempotencyKey: once)).Status);
        Assert.Equal(HttpStatusCode.Created, (await supplier.Call(HttpMethod.Post, "/vendors", Body("One"), idempotencyKey: once)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await supplier.Call(HttpMethod.Post, "/vendors", Body("Two"), idempotencyKey: once)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await supplier.Call(HttpMethod.Post, "/vendors", Body("One"), idempotencyKey: new string('x', 101))).Status);

        var id = await Book(gateway);
        var first = await supplier.Call(HttpMethod.Post, $"/reservations/{id}/accept", "{}", ifMatch: "\"1\"", idempotencyKey: "a" + once);
        var again = await supplier.Call(HttpMethod.Post, $"/reservations/{id}/accept", "{}", ifMatch: "\"1\"", idempotencyKey: "a" + once);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, "\"2\""), (first.Status, again.Status, again.Headers.ETag!.Tag));

        var refused = await supplier.Call(
            HttpMethod.Post, $"/reservations/{id}/decline", """{"reason":"x"}""", ifMatch: "*", idempotencyKey: "b" + once);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Allowed now: amend, progress, cancel", (string?)refused.Body!["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict,
            (await supplier.Call(HttpMethod.Post, $"/reservations/{id}/decline", """{"reason":"x"}""", ifMatch: "*",
            idempotencyKey: "b" + once)).Status);
    }
}
