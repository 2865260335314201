using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>What becomes of a quote that was cut, forged, late, or sold before.</summary>
public sealed class QuoteTests : IDisposable
{
    private const string Token = "RateInfo/CategoryCode";
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Fact]
    public async Task Sell_of_one_quote_from_32_callers_is_one_reservation_and_one_reply()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => gateway.Concur(sell)));

        Assert.Single(replies.Select(reply => reply.ToString()).Distinct());
        Assert.Equal("RB", replies[0]["Status"]);
        Assert.Equal(1, await Reservations());
    }

    [Fact]
    public async Task Quote_stays_in_force_when_its_key_is_replaced()
    {
        await Advance(RotateSigningKeyHandler.MaxAge + TimeSpan.FromMinutes(1));
        var before = Sell(gateway, await gateway.Concur(Search(gateway)));
        var key = await Key();

        await gateway.Send(new RotateSigningKey());
        await gateway.Send(new RotateSigningKey());
        await Advance(TimeSpan.Zero);
        Assert.Equal(key, await Key());
        // The old key signs no more, and its last quotes are nearly as old as they may be.
        await Advance(RotateSigningKeyHandler.Announcement + TimeSpan.FromMinutes(13));

        Assert.NotEqual(key, await Key());
        // At the price of its time: a quote that isn't in force is priced anew.
        using var dearer = await gateway.Dispatch(
            HttpMethod.Put, "/vendors/LML/rate-plan", SupplierFixture.Plan(plan => plan["rates"]![0]!["price"] = 77), "*");
        Assert.True(dearer.IsSuccessStatusCode, await dearer.Content.ReadAsStringAsync());
        var sold = await gateway.Concur(before);
        Assert.Equal(("RB", before["RateInfo/Rate"]), (sold["Status"], sold["RateInfo/Rate"]));
        var rotated = await Key();
        await Advance(RotateSigningKeyHandler.Overlap);
        await gateway.Send(new RotateSigningKey());
        await Advance(RotateSigningKeyHandler.Announcement);
        Assert.Equal(rotated, await Key());
    }

    [Fact]
    public async Task Sell_without_a_quote_from_32_callers_is_one_reservation_by_its_content()
    {
        var sell = WithPlaces(Sell(gateway, await gateway.Concur(Search(gateway))).Set(Token, ""));

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => gateway.Concur(sell)));

        Assert.Single(replies.Select(reply => reply["ReservationID"]).Distinct());
        Assert.Equal(1, await Reservations());
        gateway.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.NotEqual(replies[0]["ReservationID"], (await gateway.Concur(sell))["ReservationID"]);
    }

    [Fact]
    public async Task Sell_again_after_the_cancellation_says_to_search_again()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        var id = (await gateway.Concur(sell))["ReservationID"]!;
        await gateway.Concur(Cancel(id));
        await RunAction(gateway, id, "accept");

        var again = await gateway.Concur(sell);

        Assert.Equal("500", again["Error/ErrorCode"]);
        Assert.Contains("Search again", again["Error/ErrorDescription"], StringComparison.Ordinal);
        Assert.Equal(1, await Reservations());
    }

    [Fact]
    public async Task Sell_again_after_the_acceptance_answers_RA()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        var id = (await gateway.Concur(sell))["ReservationID"]!;
        await RunAction(gateway, id, "accept");

        var again = await gateway.Concur(sell);

        Assert.Equal(("RA", id), (again["Status"], again["ReservationID"]));
    }

    [Fact]
    public async Task Sell_of_a_sold_quote_for_another_passenger_is_refused()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        await gateway.Concur(sell);

        var other = await gateway.Concur(sell.Set("PrimaryPassenger/FirstName", "Other"));

        Assert.Equal("500", other["Error/ErrorCode"]);
        Assert.Equal(1, await Reservations());
    }

    [Fact]
    public async Task Token_cut_at_any_length_sells_at_the_quoted_price_as_long_as_the_places_are_known()
    {
        var whole = (await gateway.Concur(Search(gateway)))["Limos/Limo/RateInfo/CategoryCode"]!;
        var head = whole.IndexOf('.', StringComparison.Ordinal);
        Assert.InRange(head, 1, 90);

        foreach (var length in new[] { 0, 1, head - 1, head, head + 1, head + 20, whole.Length - 1 })
        {
            // A quote of its own each time: one that is sold is spoken for.
            var search = await gateway.Concur(Search(gateway));
            var sell = Sell(gateway, search).Set("PrimaryPassenger/FirstName", $"Chris {length}");
            sell.Set(Token, search["Limos/Limo/RateInfo/CategoryCode"]![..length]);

            var without = await gateway.Concur(sell);
            var with = await gateway.Concur(WithPlaces(sell));

            Assert.Equal(("100", "PickupLocation"), (without["Error/ErrorCode"], without["Error/ErrorSource"]));
            Assert.Equal(("", "42.50"), (with["Error/ErrorDescription"], with["RateInfo/Rate"]));
        }
    }

    [Fact]
    public async Task Forged_head_is_priced_anew_and_sells_only_at_the_right_price()
    {
        var search = await gateway.Concur(Search(gateway));
        var token = search["Limos/Limo/RateInfo/CategoryCode"]!;
        var forged = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        var sell = WithPlaces(Sell(gateway, search)).Set(Token, forged);

        var cheaper = await gateway.Concur(sell.Set("RateInfo/Rate", "2.50"));
        var right = await gateway.Concur(sell.Set("RateInfo/Rate", "42.50"));

        Assert.Equal(("500", "RateInfo/Rate"), (cheaper["Error/ErrorCode"], cheaper["Error/ErrorSource"]));
        Assert.Equal("RB", right["Status"]);
    }

    [Fact]
    public async Task Authentic_quote_with_another_rate_is_refused()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway))).Set("RateInfo/Rate", "41.50");

        var reply = await gateway.Concur(sell);

        Assert.Equal(("500", "RateInfo/Rate"), (reply["Error/ErrorCode"], reply["Error/ErrorSource"]));
    }

    [Fact]
    public async Task Authentic_quote_for_a_moved_pickup_out_of_its_zone_is_refused()
    {
        var sell = WithPlaces(Sell(gateway, await gateway.Concur(Search(gateway)))).Set("PickupLocation/PostalCode", "99999")
            .Set("PickupLocation/City", "Nowhere");

        Assert.Equal("500", (await gateway.Concur(sell))["Error/ErrorCode"]);
    }

    [Fact]
    public async Task Expired_quote_is_priced_anew_and_sells_at_an_equal_price()
    {
        var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
        gateway.Clock.Advance(TimeSpan.FromMinutes(16));

        var cheaper = await gateway.Concur(LimoMessage.Parse(sell.ToString()).Set("RateInfo/Rate", "40.00"));
        var equal = await gateway.Concur(sell);

        Assert.Equal("500", cheaper["Error/ErrorCode"]);
        Assert.Equal("RB", equal["Status"]);
    }

    [Fact]
    public async Task Sell_that_names_no_rate_at_all_is_refused_300()
    {
        var sell = WithPlaces(Sell(gateway, await gateway.Concur(Search(gateway)))).Remove("RateInfo");

        var reply = await gateway.Concur(sell);

        Assert.Equal(("300", "RateInfo/RateID"), (reply["Error/ErrorCode"], reply["Error/ErrorSource"]));
    }

    [Fact]
    public async Task Last_car_is_sold_once_however_many_ask_at_the_same_instant()
    {
        // The fleet has eight sedans; twelve travellers ask for one at the same time.
        var sells = new List<LimoMessage>();
        for (var i = 0; i < 12; i++)
            sells.Add(Sell(gateway, await gateway.Concur(Search(gateway))).Set("PrimaryPassenger/FirstName", $"Chris {i}"));

        var replies = await Task.WhenAll(sells.Select(sell => gateway.Concur(sell)));

        Assert.Equal(8, replies.Count(reply => reply["Status"] == "RB"));
        Assert.Equal(4, replies.Count(reply => reply["Error/ErrorCode"] == "500" && reply["Error/ErrorSource"] == "Vehicle"));
        Assert.Equal(8, await Reservations());
        var ended = replies.First(reply => reply["Status"] == "RB")["ReservationID"]!;
        await RunAction(gateway, ended, "decline", """{"reason":"Full."}""");
        Assert.Equal("RB", (await SearchAndSell(gateway))["Status"]);
    }

    private static LimoMessage WithPlaces(LimoMessage sell) => sell
        .Set("PickupLocation/LocationType", "100").Set("PickupLocation/Address", "209 Madison St., Suite 400")
            .Set("PickupLocation/City", "Alexandria")
        .Set("PickupLocation/State", "VA").Set("PickupLocation/Country", "US").Set("PickupLocation/PostalCode", "22314")
        .Set("DropoffLocation/LocationType", "200").Set("DropoffLocation/Airport/AirportCode", "DCA").Set("NumPassengers", "1");

    private async Task<int> Reservations()
    {
        var list = await (await gateway.Dispatch(HttpMethod.Get, "/reservations?limit=200")).Content.ReadAsStringAsync();
        return System.Text.Json.Nodes.JsonNode.Parse(list)!["items"]!.AsArray().Count;
    }

    /// <summary>The format and the key's id, with which each token begins.</summary>
    private async Task<string> Key() => Sell(gateway, await gateway.Concur(Search(gateway)))[Token]![..4];

    private async Task Advance(TimeSpan time)
    {
        gateway.Clock.Advance(time);
        await gateway.Services.GetRequiredService<CatalogCache>().Refresh(TestContext.Current.CancellationToken);
    }
}
