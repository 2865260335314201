using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.TestKit;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>The steps of a booking, for tests that start after them.</summary>
public static class Booking
{
    /// <summary>Two days ahead, at ten in the morning in Alexandria.</summary>
    public static string Pickup(RunningGateway gateway) => At(gateway, TimeSpan.FromHours(51));

    public static string At(RunningGateway gateway, TimeSpan ahead) =>
        (gateway.Clock.GetUtcNow() + ahead).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    public static LimoMessage Search(RunningGateway gateway) =>
        LimoMessage.Example("CC_LimoSearchRequest").Set("StartDateTime", Pickup(gateway));

    /// <summary>The example's Sell with the RateInfo of a search and later dates.</summary>
    public static LimoMessage Sell(RunningGateway gateway, LimoMessage searchReply) =>
        LimoMessage.Example("CC_LimoSellRequest")
            .Set("StartDateTime", Pickup(gateway))
            .Set("FormOfPayment/CreditCard/Expiration", "2033-02-19")
            .Replace("RateInfo", searchReply.Element("Limos/Limo/RateInfo")!);

    public static async Task<LimoMessage> SearchAndSell(RunningGateway gateway) =>
        await gateway.Concur(Sell(gateway, await gateway.Concur(Search(gateway))));

    /// <summary>Searches, sells and returns the new reservation's id.</summary>
    public static async Task<string> Book(RunningGateway gateway)
    {
        var reply = await SearchAndSell(gateway);
        Assert.Equal("", reply["Error/ErrorDescription"]);
        return reply["ReservationID"]!;
    }

    /// <summary>How the demo vendor decides from now on.</summary>
    public static async Task SetDecisions(RunningGateway gateway, string decisions)
    {
        using var response = await gateway.Dispatch(HttpMethod.Put, "/vendors/LML", $$"""
            { "code": "LML", "name": "LimoVendor", "phone": "4354654654", "currency": "USD", "timeZone": "America/New_York",
              "decisions": {{decisions}} }
            """, ifMatch: "*");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public static async Task<string> BookAndAccept(RunningGateway gateway)
    {
        var id = await Book(gateway);
        await RunAction(gateway, id, "accept");
        return id;
    }

    public static LimoMessage Detail(string id) => LimoMessage.Example("CC_LimoReservationDetailRequest").Set("ReservationID", id);

    public static LimoMessage Cancel(string id) => LimoMessage.Example("CC_LimoCancelRequest").Set("ReservationID", id);

    public static LimoMessage Update(RunningGateway gateway, string id) =>
        LimoMessage.Example("CC_LimoUpdateRequest").Set("ReservationID", id)
            .Set("StartDateTime", Pickup(gateway))
            .Set("DropoffLocation/Airport/Flight/DepartureDateTime", At(gateway, TimeSpan.FromHours(48)))
            .Set("FormOfPayment/CreditCard/Expiration", "2033-02-19");

    /// <summary>A dispatcher's action, which must succeed; returns the reservation after it.</summary>
    public static async Task<JsonNode> RunAction(RunningGateway gateway, string id, string action, string? json = null,
        string ifMatch = "*")
    {
        using var response = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/{action}", json, ifMatch);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }
}
