using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Search;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>The effect of a supplier's plan and settings on Concur's calls. Each test has a clock of its own.</summary>
public sealed class SellingTests : IDisposable
{
    private readonly SupplierFixture supplier = new();
    private RunningGateway gateway => supplier.Gateway;

    public void Dispose() => supplier.Dispose();

    [Fact]
    public async Task New_plan_prices_the_next_search_and_earlier_quotes_keep_their_price()
    {
        var (code, connect) = await Selling();
        var before = await Found(connect);

        var dearer = SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 50.00);
        Assert.Equal(2, (int)(await supplier.Ok(HttpMethod.Put, $"/vendors/{code}/rate-plan", dearer))["version"]!);

        Assert.Equal(("42.50", "58.06"), (before["Limos/Limo/RateInfo/Rate"], (await Found(connect))["Limos/Limo/RateInfo/Rate"]));
        Assert.Equal("42.50", (await SellTo(connect, code, before))["RateInfo/Rate"]);
        Assert.Equal(1, (int)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}/rate-plan/versions"))["items"]![1]!["version"]!);
        Assert.Equal(35.00m, (decimal)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}/rate-plan/versions/1"))["rates"]![0]!["price"]!);
    }

    [Fact]
    public async Task Plan_that_is_invalid_outdated_or_a_dry_run_changes_nothing()
    {
        var (code, connect) = await Selling();
        var path = $"/vendors/{code}/rate-plan";
        var (status, problem, _) = await supplier
            .Call(HttpMethod.Put, path, SupplierFixture.Plan(plan => { plan["currency"] = "EUR"; plan["rates"]![0]!["to"] = "MOON"; }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["$.currency", "$.rates[0].to"], problem!["errors"]!.AsArray().Select(error => (string?)error!["field"]));
        await supplier.Ok(HttpMethod.Put, path + "?dryRun=true", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 1.00));
        Assert.Equal(HttpStatusCode.PreconditionFailed,
            (await supplier.Call(HttpMethod.Put, path, SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 1.00),
            ifMatch: "\"7\"")).Status);
        Assert.Equal(1, (int)(await supplier.Ok(HttpMethod.Put, path, SupplierFixture.Plan()))["version"]!);
        Assert.Equal("42.50", (await Found(connect))["Limos/Limo/RateInfo/Rate"]);
    }

    [Fact]
    public async Task Discount_is_in_the_search_the_sale_and_the_quote()
    {
        var (code, connect) = await Selling(plan =>
            plan["discounts"] = JsonNode.Parse("""[ { "corporateId": "ACME", "number": "123", "percent": 10 } ]"""));
        var search = Search(gateway).Set("DiscountCode/CorporateID", "acme").Set("DiscountCode/DiscountNumber", "123");
        var found = await gateway.Concur(search, connect.User, connect.Password);
        // 31.50 + 5.00 + 1.00 + 3.75 % of 36.50.
        Assert.Equal(("38.87", "ACME 10 %"), (found["Limos/Limo/RateInfo/Rate"], found["Limos/Limo/RateInfo/DiscountType"]));
        Assert.Equal("42.50", (await Found(connect))["Limos/Limo/RateInfo/Rate"]);

        var sold = await SellTo(connect, code, found);

        Assert.Equal(("38.87", "ACME 10 %"), (sold["RateInfo/Rate"], sold["RateInfo/DiscountType"]));
    }

    [Fact]
    public async Task Search_omits_a_sold_out_vehicle_until_one_is_released()
    {
        var (code, connect) = await Selling(KeepOneVehicle);
        var found = await Found(connect);
        var second = await Found(connect);
        var id = (await SellTo(connect, code, found))["ReservationID"]!;
        Assert.Equal("500", (await SellTo(connect, code, second, passenger: "Other"))["Error/ErrorCode"]);

        await Occupancy();
        var full = await Found(connect);
        Assert.Equal(("500", "StartDateTime"), (full["Error/ErrorCode"], full["Error/ErrorSource"]));
        var explained = await Explain(code);
        Assert.Contains("booked at that time", (string?)explained["result"], StringComparison.Ordinal);

        await RunAction(gateway, id, "decline", """{"reason":"No driver."}""");
        await Occupancy();
        Assert.Equal("", (await Found(connect))["Error/ErrorCode"]);
    }

    [Fact]
    public async Task Last_vehicle_goes_to_one_of_several_concurrent_updates()
    {
        var (code, connect) = await Selling(KeepOneVehicle);
        var ids = new List<string>();
        for (var hours = 40; hours < 46; hours++)
        {
            var at = At(gateway, TimeSpan.FromHours(hours));
            var found = await gateway.Concur(Search(gateway).Set("StartDateTime", at), connect.User, connect.Password);
            ids.Add((await gateway.Concur(
                Sell(gateway, found).Set("StartDateTime", at).Set("Vendor/VendorCode", code), connect.User,
                connect.Password))["ReservationID"]!);
        }

        var answers = await Task.WhenAll(ids.Select(id =>
            gateway.Concur(Update(gateway, id).Set("StartDateTime", At(gateway, TimeSpan.FromHours(60))), connect.User, connect.Password)));

        Assert.Equal(["", "500", "500", "500", "500", "500"],
            answers.Select(answer => answer["Error/ErrorCode"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bookings", "accept", "RA")]
    [InlineData("bookings", "decline", "RD")]
    [InlineData("changes", "accept", "CA")]
    [InlineData("changes", "decline", "CD")]
    [InlineData("cancellations", "accept", "XA")]
    [InlineData("cancellations", "decline", "XD")]
    public async Task Request_undecided_at_its_deadline_gets_the_vendors_timeout_choice(string kind, string choice, string status)
    {
        var choices = string.Join(", ", new[] { "bookings", "changes", "cancellations" }
            .Select(each => $"\"{each}\": \"{(each == kind ? choice : choice == "accept" ? "decline" : "accept")}\""));
        var (code, connect) = await Selling(decisions: $$"""{ "decideWithinMinutes": 30, "onTimeout": { {{choices}} } }""");
        var id = (await SellTo(connect, code, await Found(connect)))["ReservationID"]!;
        if (kind != "bookings")
            await RunAction(gateway, id, "accept");
        if (kind == "changes")
            Assert.Equal("CB", (await gateway
                .Concur(Update(gateway, id).Set("NumPassengers", "3"), connect.User, connect.Password))["Status"]);
        if (kind == "cancellations")
            Assert.Equal("XB", (await gateway.Concur(Cancel(id), connect.User, connect.Password))["Status"]);

        gateway.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        await gateway.Send(new ApplyDeadlines());
        Assert.True((bool)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["needsDecision"]!);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await gateway.Send(new ApplyDeadlines());

        Assert.Equal(status, (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["status"]);
        var last = (await supplier.Ok(HttpMethod.Get, $"/reservations/{id}/history"))["items"]!.AsArray()[^1]!;
        Assert.Equal("clock", (string?)last["actor"]);
        Assert.Contains("within 30 minutes", (string?)last["why"], StringComparison.Ordinal);
        Assert.Equal(status, (string?)(await supplier.Ok(HttpMethod.Get, $"/post-backs?reservation={id}"))["items"]![0]!["status"]);
    }

    [Fact]
    public async Task Cancellation_is_charged_or_forbidden_by_its_terms()
    {
        var (code, connect) = await Selling(plan => plan["cancellation"] = JsonNode.Parse(
            """[ { "tiers": [ { "hoursBefore": 12, "percent": 0 }, { "hoursBefore": 6, "percent": 50 }, { "hoursBefore": 0"""
                + """, "forbidden": true } ], "noShow": { "amount": 20.00 } } ]"""));
        var sold = await SellTo(connect, code, await Found(connect));
        var id = sold["ReservationID"]!;
        await RunAction(gateway, id, "accept");
        // The pickup is at ten in the morning in Alexandria.
        Assert.Equal("Cancellation, local time of the pickup: Free until 2030-03-05 22:00. 50 % of the rate (21.25 USD) until "
            + "2030-03-06 04:00. Not possible after that. No-show: 20.00 USD.", sold["CancelPolicy"]);
        Assert.Equal((true, 0m, 20m), await Preview(id));
        gateway.Clock.Advance(TimeSpan.FromHours(51 - 8));
        Assert.Equal((true, 21.25m, 20m), await Preview(id));
        gateway.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal((false, 0m, 20m), await Preview(id));

        var refused = await gateway.Concur(Cancel(id), connect.User, connect.Password);

        Assert.Equal("800", refused["Error/ErrorCode"]);
        Assert.Contains("forbid a cancellation so late", refused["Error/ErrorDescription"], StringComparison.Ordinal);
        Assert.Equal("RA", (string?)(await supplier.Ok(HttpMethod.Get, $"/reservations/{id}"))["status"]);
    }

    [Fact]
    public async Task Update_that_changes_the_fare_uses_the_plan_in_force_and_keeps_both_fares()
    {
        var (code, connect) = await Selling();
        var id = (await SellTo(connect, code, await Found(connect)))["ReservationID"]!;
        await RunAction(gateway, id, "accept");
        await supplier.Ok(HttpMethod.Put, $"/vendors/{code}/rate-plan", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 50.00));

        var changed = await gateway.Concur(
            Update(gateway, id).Set("StartDateTime", At(gateway, TimeSpan.FromHours(60))), connect.User, connect.Password);

        Assert.Equal(("CB", "58.06"), (changed["Status"], changed["RateInfo/Rate"]));
        var details = (await supplier.Ok(HttpMethod.Get, $"/reservations/{id}/history"))["items"]!.AsArray()[^1]!["details"]!;
        Assert.Equal(("42.50 USD", "58.06 USD", 2),
            ((string?)details["fareBefore"], (string?)details["fare"], (int)details["planVersion"]!));
    }

    [Fact]
    public async Task Explanation_of_a_search_and_its_quote_adds_up_to_the_quoted_price()
    {
        var (code, connect) = await Selling();
        var found = await Found(connect);
        foreach (var explained in new[] { await Explain(code),
            await supplier.Ok(HttpMethod.Post, $"/vendors/{code}/explain",
            $$"""{ "quote": "{{found["Limos/Limo/RateInfo/CategoryCode"]}}" }""") })
        {
            var sedan = explained["vehicles"]![0]!;
            Assert.Equal(found["Limos/Limo/RateInfo/Rate"], ((decimal)sedan["rate"]!).ToString("F2", CultureInfo.InvariantCulture));
            Assert.Equal((decimal)sedan["rate"]!,
                sedan["lines"]!.AsArray().Where(line => (bool)line!["inRate"]!).Sum(line => (decimal)line!["amount"]!));
            Assert.Equal("by its postal code 22314", (string?)explained["pickup"]!["why"]);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await supplier.Call(HttpMethod.Post, $"/vendors/{code}/explain", "{}")).Status);
        var (_, wrong, _) = await supplier
            .Call(HttpMethod.Post, $"/vendors/{code}/explain",
            """{ "serviceType": "hourly", "pickup": { "city": "Alexandria" }, "start": "tomorrow" }""");
        Assert.Equal(["pickup.kind", "start"], wrong!["errors"]!.AsArray().Select(error => (string?)error!["field"]));
    }

    [Fact]
    public async Task Search_without_a_result_is_counted_by_reason_and_logged_once_a_minute()
    {
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            { if (instrument.Meter.Name == SearchRefusals.MeterName) l.EnableMeasurementEvents(instrument); }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            { lock (counted) counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))); });
        listener.Start();
        var (_, connect) = await Selling();
        Task Lost() => gateway.Concur(Search(gateway).Set("PickupLocation/PostalCode", "99999").Set("PickupLocation/City", "Nowhere")
            .Set("PickupLocation/State", "AK"), connect.User, connect.Password);
        int RefusalsLogged() => gateway.Log.Lines
            .Count(line => line.Contains("Search refused: Unavailable PickupLocation", StringComparison.Ordinal));

        await Lost();
        await Lost();
        gateway.Clock.Advance(TimeSpan.FromSeconds(59));
        await Lost();
        Assert.Equal(1, RefusalsLogged());
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await Lost();

        Assert.Equal(2, RefusalsLogged());
        Assert.Contains(gateway.Log.Lines, line => line.Contains("3 more since last logged", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Lines, line =>
            line.Contains("99999", StringComparison.Ordinal) || line.Contains("Nowhere", StringComparison.Ordinal));
        lock (counted)
            Assert.Equal(4, counted.Count(tags => tags == "Unavailable PickupLocation"));
    }

    /// <summary>A fleet of one vehicle, with one rate.</summary>
    private static void KeepOneVehicle(JsonNode plan)
    {
        plan["fleet"]![0]!["count"] = 1;
        plan["fleet"]!.AsArray().RemoveAt(1);
        plan["rates"] = new JsonArray(plan["rates"]![0]!.DeepClone());
    }

    private async Task<(string Code, Connection Connect)> Selling(Action<JsonNode>? plan = null, string? decisions = null)
    {
        var code = await supplier.CreateVendor(decisions, plan);
        return (code, await supplier.CreateConnection(code));
    }

    private Task<LimoMessage> Found(Connection connect) => gateway.Concur(Search(gateway), connect.User, connect.Password);

    private Task<LimoMessage> SellTo(Connection connect, string code, LimoMessage found, string? passenger = null)
    {
        var sell = Sell(gateway, found).Set("Vendor/VendorCode", code);
        return gateway.Concur(passenger is null ? sell : sell.Set("PrimaryPassenger/LastName", passenger), connect.User, connect.Password);
    }

    private Task Occupancy() => gateway.Services.GetRequiredService<OccupancyCache>().Refresh(TestContext.Current.CancellationToken);

    private Task<JsonNode> Explain(string code) => supplier.Ok(HttpMethod.Post, $"/vendors/{code}/explain", $$"""
        { "serviceType": "toAirport", "pickup": { "kind": "address", "city": "Alexandria", "state": "VA", "country": "US",
          "postalCode": "22314" },
          "dropoff": { "kind": "airport", "code": "DCA" }, "start": "{{Pickup(gateway)}}Z", "passengers": 2 }
        """);

    private async Task<(bool Allowed, decimal Fee, decimal NoShow)> Preview(string id)
    {
        var preview = await supplier.Ok(HttpMethod.Get, $"/reservations/{id}/cancellation-preview");
        return ((bool)preview["allowed"]!, (decimal)preview["fee"]!, (decimal)preview["noShowFee"]!);
    }
}
