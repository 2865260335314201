using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using PricingService;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>Bookings of what a pricing service offered, and their changes.</summary>
public sealed class ServiceBookingTests(PricingFixture fixture) : IClassFixture<PricingFixture>
{
    private const string Automatic = """{ "bookings": "automatic", "changes": "automatic", "cancellations": "automatic" }""";

    [Fact]
    public async Task Sell_after_the_service_went_away_sells_what_was_quoted()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        var search = await fixture.Search(vendor);
        await service.App.StopAsync(TestContext.Current.CancellationToken);

        var reply = await fixture.Concur(fixture.Sell(search), vendor);

        Assert.Equal(("", "RB", "42.50"), (reply["Error/ErrorDescription"], reply["Status"], reply["RateInfo/Rate"]));
        var reservation = await fixture.Reservation(reply["ReservationID"]!);
        Assert.StartsWith("sedan-", (string?)reservation["ride"]!["offer"], StringComparison.Ordinal);
        Assert.Equal((0, 42.5m, "sedan", "Present your card to the driver."),
            ((int)reservation["ride"]!["planVersion"]!, (decimal)reservation["ride"]!["fare"]!["rate"]!,
                (string?)reservation["ride"]!["vehicle"]!["id"], (string?)reservation["ride"]!["disclaimer"]));
        Assert.Contains("full rate", (string?)reservation["ride"]!["cancelPolicy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_of_a_sale_carries_the_offer()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService());
        var id = await fixture.Book(vendor);
        var offer = (string)(await fixture.Reservation(id))["ride"]!["offer"]!;

        var happened = await Poll.For(async () =>
            (await fixture.Supplier.Ok(HttpMethod.Get, $"/events?reservation={id}"))["items"]!.AsArray().FirstOrDefault());

        Assert.Equal(offer, (string?)happened["data"]!["ride"]!["offer"]);
    }

    [Fact]
    public async Task Sell_twice_is_one_reservation()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService(), "\"confirm\": true");
        var sell = fixture.Sell(await fixture.Search(vendor));

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Concur(sell, vendor)));

        Assert.Single(replies.Select(reply => reply["ReservationID"]).Distinct());
        Assert.Equal(replies[0]["ReservationID"], (await fixture.Concur(sell, vendor))["ReservationID"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cut")]
    [InlineData("head")]
    public async Task Sell_without_the_whole_quote_is_500_search_again(string? token)
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService(), hasPlan: true);
        var search = await fixture.Search(vendor);
        var whole = search["Limos/Limo/RateInfo/CategoryCode"]!;
        var sell = fixture.Sell(search);
        if (token is null)
            sell.Remove("RateInfo/CategoryCode");
        else
            sell.Set("RateInfo/CategoryCode", token switch { "cut" => whole[..^1], "head" => whole.Split('.')[0], _ => token });

        var reply = await fixture.Concur(sell, vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Contains("Search again", reply["Error/ErrorDescription"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sell_after_validUntil_is_500_search_again()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService());
        var sell = fixture.Sell(await fixture.Search(vendor));
        fixture.Gateway.Clock.Advance(TimeSpan.FromMinutes(16));

        var reply = await fixture.Concur(sell, vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Contains("Search again", reply["Error/ErrorDescription"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NumPassengers", "2", "500")]
    [InlineData("RateInfo/Rate", "41.00", "500")]
    [InlineData("RateInfo/RateID", "OTHER", "500")]
    [InlineData("RateInfo/Currency", "EUR", "300")]
    [InlineData("Vehicle/VehicleID", "van", "500")]
    [InlineData("FormOfPayment/CreditCard/Expiration", "2029-02-19", "600")]
    public async Task Sell_of_something_else_than_the_quote_is_refused(string element, string value, string code)
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService());
        var sell = fixture.Sell(await fixture.Search(vendor));

        Assert.Equal(code, (await fixture.Concur(sell.Set(element, value), vendor))["Error/ErrorCode"]);
    }

    [Fact]
    public async Task Sell_doesnt_count_the_vehicles_of_a_plan()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService(), hasPlan: true);
        for (var sale = 0; sale < 12; sale++)
            await fixture.Book(vendor);
    }

    [Theory]
    [InlineData(ConfirmBehaviour.Yes, "RA", "")]
    [InlineData(ConfirmBehaviour.No, null, "500")]
    [InlineData(ConfirmBehaviour.Fail, "RB", "")]
    [InlineData(ConfirmBehaviour.Html, "RB", "")]
    [InlineData(ConfirmBehaviour.Hang, "RB", "")]
    public async Task Confirmation_decides_the_booking(ConfirmBehaviour behaviour, string? status, string code)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"confirm\": true, \"timeoutMs\": 1000", Automatic);
        var sell = fixture.Sell(await fixture.Search(vendor));
        service.Behaviour = new Behaviour(Confirmations: behaviour);

        var reply = await fixture.Concur(sell, vendor);

        Assert.Equal(code, reply["Error/ErrorCode"]);
        if (status is not null)
            Assert.Equal(status, reply["Status"]);
        var asked = Assert.Single(service.Service.Requests, request => request.Path == Service.ConfirmPath);
        Assert.StartsWith("sedan-", (string?)JsonNode.Parse(asked.Body)!["offer"], StringComparison.Ordinal);
        Assert.StartsWith("confirm_", asked.Headers["webhook-id"], StringComparison.Ordinal);
        Assert.NotEmpty((string)JsonNode.Parse(asked.Body)!["correlationId"]!);
        Assert.Equal(reply["ReservationID"], (await fixture.Concur(sell, vendor))["ReservationID"]);
    }

    [Fact]
    public async Task Confirmation_isnt_asked_for_what_is_refused_anyway_nor_for_a_repeated_Sell()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"confirm\": true");
        var sell = fixture.Sell(await fixture.Search(vendor));

        var expired = await fixture.Concur(
            LimoMessage.Parse(sell.ToString()).Set("FormOfPayment/CreditCard/Expiration", "2029-02-19"), vendor);
        Assert.Equal("600", expired["Error/ErrorCode"]);
        var ofAnother = await fixture.Concur(LimoMessage.Parse(sell.ToString()).Set("Vendor/VendorCode", "OTHER"), vendor);
        Assert.Equal("500", ofAnother["Error/ErrorCode"]);
        Assert.DoesNotContain(service.Service.Requests, request => request.Path == Service.ConfirmPath);
        await fixture.Concur(sell, vendor);
        await fixture.Concur(sell, vendor);

        Assert.Single(service.Service.Requests, request => request.Path == Service.ConfirmPath);
    }

    [Fact]
    public async Task Update_asks_the_service_for_the_new_price()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, decisions: Automatic);
        var id = await fixture.Book(vendor);
        var before = (string)(await fixture.Reservation(id))["ride"]!["offer"]!;

        var reply = await fixture.Concur(Update(id).Set("NumPassengers", "3"), vendor);

        Assert.Equal(("", "CA", "46.50"), (reply["Error/ErrorDescription"], reply["Status"], reply["RateInfo/Rate"]));
        var after = await fixture.Reservation(id);
        Assert.NotEqual(before, (string?)after["ride"]!["offer"]);
        Assert.Equal(3, (int)JsonNode.Parse(service.Service.Requests[^1].Body)!["passengers"]!);
    }

    [Theory]
    [InlineData(PriceBehaviour.Fail)]
    [InlineData(PriceBehaviour.FullyBooked)]
    [InlineData(PriceBehaviour.WrongSum)]
    public async Task Update_without_a_price_is_500_and_leaves_the_ride(PriceBehaviour behaviour)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, decisions: Automatic);
        var id = await fixture.Book(vendor);
        var before = await Ride(id);
        service.Behaviour = new Behaviour(behaviour);

        var reply = await fixture.Concur(Update(id).Set("NumPassengers", "3"), vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Equal(before, await Ride(id));
    }

    [Fact]
    public async Task Update_of_what_has_no_price_doesnt_ask_the_service()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, decisions: Automatic);
        var id = await fixture.Book(vendor);
        await service.App.StopAsync(TestContext.Current.CancellationToken);

        var reply = await fixture.Concur(Update(id).Set("PickupInstructions", "At the back door"), vendor);

        Assert.Equal(("", "42.50"), (reply["Error/ErrorDescription"], reply["RateInfo/Rate"]));
        Assert.Equal(1, service.Asked);
        Assert.Equal("At the back door", (string?)(await fixture.Reservation(id))["ride"]!["specialRequests"]!["pickupInstructions"]);
    }

    [Fact]
    public async Task Update_during_which_the_reservation_changes_asks_again()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, decisions: Automatic);
        var id = await fixture.Book(vendor);
        var (asked, door) = (service.Asked, 0);
        service.BeforeAnswer = () => door++ == 0 ? Patch(id, "Door 4") : Task.CompletedTask;

        var reply = await fixture.Concur(Update(id).Set("NumPassengers", "2"), vendor);

        Assert.Equal(("", "44.50"), (reply["Error/ErrorDescription"], reply["RateInfo/Rate"]));
        Assert.Equal(asked + 2, service.Asked);
    }

    [Fact]
    public async Task Update_asks_again_only_while_a_whole_time_out_is_left()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, decisions: Automatic);
        var id = await fixture.Book(vendor);
        var (asked, door) = (service.Asked, 0);
        service.BeforeAnswer = () =>
        {
            fixture.Gateway.Clock.Advance(TimeSpan.FromMilliseconds(600));
            return Patch(id, $"Door {door++}");
        };

        var reply = await fixture.Concur(Update(id).Set("NumPassengers", "2"), vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Contains("changed at the same time", reply["Error/ErrorDescription"], StringComparison.Ordinal);
        Assert.Equal(asked + 1, service.Asked);
    }

    [Fact]
    public async Task Update_of_what_the_service_sold_isnt_priced_by_the_plan()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"onFailure\": \"plan\"", Automatic, hasPlan: true);
        var id = await fixture.Book(vendor);
        var before = await Ride(id);
        service.Behaviour = new Behaviour(PriceBehaviour.Fail);

        var reply = await fixture.Concur(Update(id).Set("NumPassengers", "3"), vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Equal(before, await Ride(id));
    }

    [Fact]
    public async Task Update_for_which_the_booked_vehicle_isnt_offered_says_so()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService(), decisions: Automatic);
        var id = await fixture.Book(vendor);

        var reply = await fixture.Concur(Update(id).Set("NumPassengers", "5"), vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Contains("isn't offered for this change", reply["Error/ErrorDescription"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConfirmBehaviour.Yes, "RA")]
    [InlineData(ConfirmBehaviour.Fail, "RB")]
    public async Task Quote_that_expires_while_the_service_is_asked_is_sold(ConfirmBehaviour behaviour, string status)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"confirm\": true", Automatic);
        var sell = fixture.Sell(await fixture.Search(vendor));
        service.Behaviour = new Behaviour(Confirmations: behaviour);
        fixture.Gateway.Clock.Advance(TimeSpan.FromMinutes(14));
        service.BeforeAnswer = () =>
        {
            fixture.Gateway.Clock.Advance(TimeSpan.FromMinutes(2));
            return Task.CompletedTask;
        };

        var reply = await fixture.Concur(sell, vendor);

        Assert.Equal(("", status), (reply["Error/ErrorDescription"], reply["Status"]));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("?tenant=1")]
    [InlineData("/?tenant=1")]
    public async Task Confirmation_is_asked_beside_the_prices_whatever_the_address(string suffix)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, decisions: Automatic);
        await fixture.Supplier.Ok(
            HttpMethod.Put, $"/vendors/{vendor.Code}/pricing", PricingFixture.Pricing(service, "\"confirm\": true", suffix));

        await fixture.Book(vendor);

        Assert.Equal([Service.PricesPath, Service.ConfirmPath], service.Service.Requests.Select(request => request.Path.TrimEnd('/')));
    }

    [Fact]
    public async Task Rides_of_a_service_can_be_cancelled_by_their_own_terms()
    {
        var vendor = await fixture.CreateVendor(await fixture.StartService(), decisions: Automatic);
        var id = await fixture.Book(vendor);

        Assert.Equal("XA", (await fixture.Concur(Booking.Cancel(id), vendor))["Status"]);
    }

    private Task Patch(string id, string instructions) => fixture.Supplier.Ok(
        HttpMethod.Patch, $"/reservations/{id}", $$"""{ "pickupInstructions": "{{instructions}}" }""");

    private async Task<(int Version, string Ride)> Ride(string id)
    {
        var reservation = await fixture.Reservation(id);
        return ((int)reservation["version"]!, reservation["ride"]!.ToJsonString());
    }

    /// <summary>An Update that changes nothing by itself.</summary>
    private static LimoMessage Update(string id)
    {
        var update = LimoMessage.Example("CC_LimoUpdateRequest").Set("ReservationID", id);
        string[] parts =
        [
            "PickupLocation", "DropoffLocation", "StartDateTime", "EndDateTime", "FormOfPayment", "NumPassengers", "PickupInstructions",
        ];
        foreach (var part in parts)
        {
            if (update.Element(part) is not null)
                update.Remove(part);
        }
        return update;
    }
}
