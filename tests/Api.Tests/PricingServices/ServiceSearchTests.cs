using System.Globalization;
using GroundTransport.Application.Signing;
using PricingService;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>Searches of vendors whose rides a service prices.</summary>
public sealed class ServiceSearchTests(PricingFixture fixture) : IClassFixture<PricingFixture>
{
    [Fact]
    public async Task Search_shows_what_the_service_offers()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);

        var reply = await fixture.Search(vendor);

        Assert.Equal(["42.50", "70.00"], reply.All("Limos/Limo/RateInfo/Rate"));
        Assert.Equal(["A sedan for three", "A van for eight"], reply.All("Limos/Limo/Vehicle/Description"));
        Assert.Equal(("35.00", "5.00", "1.00", "1.50", "F", "USD"),
            (reply["Limos/Limo/RateInfo/BasePrice"], reply["Limos/Limo/RateInfo/ServiceCharge"], reply["Limos/Limo/RateInfo/SurCharge"],
                reply["Limos/Limo/RateInfo/Tax"], reply["Limos/Limo/RateInfo/RateTypeCode"], reply["Limos/Limo/RateInfo/Currency"]));
        Assert.Equal(1, service.Asked);
    }

    [Fact]
    public async Task Request_is_signed_as_a_webhook_is()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        await fixture.Search(vendor);

        var request = Assert.Single(service.Service.Requests);
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        Assert.Equal(fixture.Gateway.Clock.GetUtcNow(), at);
        Assert.Equal(
            request.Headers["webhook-signature"],
            MessageSignature.Of([vendor.Secret], request.Headers["webhook-id"], at, System.Text.Encoding.UTF8.GetBytes(request.Body)));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData(PriceBehaviour.FullyBooked)]
    [InlineData(PriceBehaviour.Fail)]
    [InlineData(PriceBehaviour.Break)]
    [InlineData(PriceBehaviour.Flood)]
    [InlineData(PriceBehaviour.Html)]
    [InlineData(PriceBehaviour.WrongSum)]
    [InlineData(PriceBehaviour.WrongCurrency)]
    [InlineData(PriceBehaviour.WrongType)]
    [InlineData(PriceBehaviour.Expired)]
    [InlineData(PriceBehaviour.WrongOffer)]
    public async Task Answer_that_is_wrong_or_empty_is_500_and_offers_nothing(PriceBehaviour behaviour)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        service.Behaviour = new Behaviour(behaviour);

        var reply = await fixture.Search(vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Empty(reply.All("Limos/Limo"));
    }

    [Theory]
    [InlineData(PriceBehaviour.Hang)]
    [InlineData(PriceBehaviour.Trickle)]
    public async Task Service_that_doesnt_answer_in_time_is_waited_for_no_longer_than_its_time_out(PriceBehaviour behaviour)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"timeoutMs\": 200");
        service.Behaviour = new Behaviour(behaviour);

        var reply = await fixture.Search(vendor);

        Assert.Equal("500", reply["Error/ErrorCode"]);
        Assert.Contains(
            $"Pricing service of vendor {vendor.Code} failed: Timeout", string.Join('\n', fixture.Gateway.Log.Lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_prices_after_a_failure_where_the_vendor_chose_it_and_not_when_the_service_has_nothing()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"onFailure\": \"plan\"", hasPlan: true);

        service.Behaviour = new Behaviour(PriceBehaviour.WrongSum);
        var byPlan = await fixture.Search(vendor);
        service.Behaviour = new Behaviour(PriceBehaviour.FullyBooked);
        var booked = await fixture.Search(vendor);

        Assert.Equal("", byPlan["Error/ErrorCode"]);
        Assert.DoesNotContain("A sedan for three", byPlan.All("Limos/Limo/Vehicle/Description"));
        Assert.Equal("500", booked["Error/ErrorCode"]);
        Assert.Equal("", (await fixture.Concur(fixture.Sell(byPlan), vendor))["Error/ErrorDescription"]);
    }

    [Fact]
    public async Task Broken_service_isnt_asked_for_a_while_and_then_again()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        service.Behaviour = new Behaviour(PriceBehaviour.Fail);
        for (var search = 0; search < 12; search++)
            await fixture.Search(vendor);

        Assert.Equal(5, service.Asked);
        service.Behaviour = new Behaviour();
        Assert.Equal("500", (await fixture.Search(vendor))["Error/ErrorCode"]);
        fixture.Gateway.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal("42.50", (await fixture.Search(vendor))["Limos/Limo/RateInfo/Rate"]);
        Assert.Contains("Circuit of vendor", string.Join('\n', fixture.Gateway.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_answer_is_logged_with_its_path_and_counted()
    {
        using var metrics = new PricingMeasurements();
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        service.Behaviour = new Behaviour(PriceBehaviour.WrongSum);
        await fixture.Search(vendor);

        var log = string.Join('\n', fixture.Gateway.Log.Lines);
        Assert.Contains(
            $"Pricing service of vendor {vendor.Code} failed: Refused, $.offers[0].fare.rate", log, StringComparison.Ordinal);
        Assert.DoesNotContain(vendor.Secret, string.Join('\n', fixture.Gateway.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(["Refused"], metrics.ResultsOf(vendor.Code));
        Assert.Equal(0, metrics.OpenCircuit(vendor.Code));
    }

    [Fact]
    public async Task Vendors_of_a_search_are_asked_at_once()
    {
        const int count = 4;
        var vendors = new List<PricedVendor>();
        var (asked, allAsked) = (0, new TaskCompletionSource());
        for (var number = 0; number < count; number++)
        {
            var service = await fixture.StartService();
            vendors.Add(await fixture.CreateVendor(service));
            // None answers before all are asked.
            service.BeforeAnswer = () =>
            {
                if (Interlocked.Increment(ref asked) == count)
                    allAsked.SetResult();
                return allAsked.Task;
            };
        }
        var connection = await fixture.Supplier.CreateConnection([.. vendors.Select(vendor => vendor.Code)]);

        var reply = await fixture.Gateway.Concur(fixture.SearchRequest(), connection.User, connection.Password);

        Assert.Equal(2 * count, reply.All("Limos/Limo/RateInfo/Rate").Count);
    }

    [Fact]
    public async Task Circuit_is_shown_as_open_while_the_service_isnt_called_and_priced_by()
    {
        using var metrics = new PricingMeasurements();
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        service.Behaviour = new Behaviour(PriceBehaviour.Fail);
        for (var search = 0; search < 5; search++)
            await fixture.Search(vendor);

        Assert.Equal(1, metrics.OpenCircuit(vendor.Code));
        fixture.Gateway.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(0, metrics.OpenCircuit(vendor.Code));
        await fixture.Supplier.Ok(HttpMethod.Delete, $"/vendors/{vendor.Code}/pricing");
        Assert.Null(metrics.OpenCircuit(vendor.Code));
    }

    [Fact]
    public async Task Service_of_one_vendor_leaves_the_others_rides()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"timeoutMs\": 300");
        service.Behaviour = new Behaviour(PriceBehaviour.Hang);
        var other = await fixture.Supplier.CreateVendor();
        var connection = await fixture.Supplier.CreateConnection(vendor.Code, other);

        var reply = await fixture.Gateway.Concur(fixture.SearchRequest(), connection.User, connection.Password);

        Assert.All(reply.All("Limos/Limo/Vendor/VendorCode"), code => Assert.Equal(other, code));
        Assert.NotEmpty(reply.All("Limos/Limo/Vendor/VendorCode"));
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_shown()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);

        var five = await fixture.Concur(fixture.SearchRequest().Set("NumPassengers", "5"), vendor);
        var suv = await fixture.Concur(fixture.SearchRequest().Set("VehicleType", "300"), vendor);
        var past = await fixture.Concur(fixture.SearchRequest().Set("StartDateTime", "2029-01-01T10:00:00"), vendor);

        Assert.Equal(["A van for eight"], five.All("Limos/Limo/Vehicle/Description"));
        Assert.Equal("500", suv["Error/ErrorCode"]);
        Assert.Equal("200", past["Error/ErrorCode"]);
        Assert.Equal(2, service.Asked);
    }
}
