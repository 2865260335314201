using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.PricingServices;

/// <summary>Answers of pricing services: what is right, and what is wrong with each of the others.</summary>
public class AnswerReaderTests
{
    /// <summary>An answer with every member.</summary>
    internal const string Whole = """
        { "offers": [ { "offer": "x~1!",
            "vehicle": { "id": "s-1", "type": "suv", "classOfService": "high", "description": "An SUV", "maxPassengers": 6 },
            "fare": { "type": "hourly", "minimumHours": 2, "currency": "USD", "basePrice": 35.00, "serviceCharge": 5.00, "surCharge": 1.00,
                      "surChargeDescription": "fuel", "tax": 1.50, "rate": 42.50 },
            "ends": "2012-02-19T15:00:00Z", "validUntil": "2012-02-17T09:30:00-05:00",
            "cancellation": { "tiers": [ { "hoursBefore": 24, "percent": 0 }, { "hoursBefore": 0, "hours": 1 } ],
                              "noShow": { "amount": 10 } },
            "payment": { "cards": ["VI"], "cardPresentedAtRide": true, "cash": true, "check": false, "directBilling": ["ACME"] } } ] }
        """;

    private static readonly PriceRequest Request = new(
        "search-1", "LML", TestRides.Journey, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), VehicleType.Any, "en");

    [Fact]
    public void ReadOffers_reads_every_member()
    {
        var answer = Read(Whole);

        var offer = Assert.Single(answer.Offers);
        Assert.Equal(PricingResult.Offered, answer.Result);
        Assert.Equal(("LML", "x~1!", "s-1", VehicleType.Suv, ClassOfService.High, 6),
            (offer.VendorCode, offer.Id, offer.Vehicle.VehicleId, offer.Vehicle.Type, offer.Vehicle.ClassOfService,
                offer.Vehicle.MaxPassengers));
        Assert.Equal((RateType.Hourly, 2m, "42.50 USD", "fuel"),
            (offer.Fare.Type, offer.Fare.MinHours, offer.Fare.Rate.ToString(), offer.Fare.SurChargeDescription));
        Assert.Equal((TestClock.Pickup.AddHours(1), TestClock.Now.AddMinutes(30)), (offer.Ends, offer.ValidUntil));
        Assert.Equal([0m, null], offer.Cancellation!.Tiers.Select(tier => tier.Percent));
        Assert.Equal("10.00 USD", offer.Terms!.NoShowFee(offer.Fare.Rate).ToString());
        Assert.Equal([CardType.VI], offer.Payment.Cards);
        Assert.True(offer.Payment.Cash);
    }

    [Fact]
    public void ReadOffers_without_the_optional_members_uses_their_defaults()
    {
        var offer = Assert.Single(Read(Changed(answer =>
        {
            var offer = answer["offers"]![0]!.AsObject();
            offer.Remove("cancellation");
            offer.Remove("payment");
            offer["vehicle"]!.AsObject().Remove("classOfService");
            offer["fare"] = JsonNode.Parse("""{ "type": "flat", "currency": "USD", "basePrice": 10 }""");
        })).Offers);

        Assert.Equal(
            (ClassOfService.Normal, "10.00 USD", ""),
            (offer.Vehicle.ClassOfService, offer.Fare.Rate.ToString(), offer.Fare.SurChargeDescription));
        Assert.Null(offer.Terms);
        Assert.Equal(Enum.GetValues<CardType>(), offer.Payment.Cards);
        Assert.Equal("Present your card to the driver.", offer.Disclaimer());
        Assert.Null(offer.Hold);
    }

    [Theory]
    [InlineData("""{ "offers": [] }""", "")]
    [InlineData("""{ "offers": [], "reason": "fullyBooked" }""", "fullyBooked")]
    public void ReadOffers_of_nothing_is_an_answer(string body, string reason)
    {
        var answer = Read(body);

        Assert.Equal((PricingResult.NothingOffered, reason, false), (answer.Result, answer.Reason, answer.IsFailure));
    }

    [Theory]
    [InlineData("fare.rate", "42.51", "$.offers[0].fare.rate")]
    [InlineData("fare.tax", "-1", "$.offers[0].fare.tax")]
    [InlineData("fare.tax", "1.505", "$.offers[0].fare.tax")]
    [InlineData("fare.tax", "\"1.50\"", "$.offers[0].fare.tax")]
    [InlineData("fare.currency", "\"EUR\"", "$.offers[0].fare.currency")]
    [InlineData("fare.currency", "null", "$.offers[0].fare.currency")]
    [InlineData("fare.type", "\"barter\"", "$.offers[0].fare.type")]
    [InlineData("fare.type", "\"flat\"", "$.offers[0].fare.minimumHours")]
    [InlineData("fare.taxx", "1", "$.offers[0].fare.taxx")]
    [InlineData("fare", """{ "type": "flat", "currency": "USD" }""", "$.offers[0].fare")]
    [InlineData("fare", "42.50", "$.offers[0].fare")]
    [InlineData("vehicle.type", "\"hovercraft\"", "$.offers[0].vehicle.type")]
    [InlineData("vehicle.type", "\"any\"", "$.offers[0].vehicle.type")]
    [InlineData("vehicle.maxPassengers", "0", "$.offers[0].vehicle.maxPassengers")]
    [InlineData("vehicle.id", "\"a b\"", "$.offers[0].vehicle.id")]
    [InlineData("vehicle.description", "\"\"", "$.offers[0].vehicle.description")]
    [InlineData("vehicle", "null", "$.offers[0].vehicle")]
    [InlineData("validUntil", "\"2012-02-17T14:00:00Z\"", "$.offers[0].validUntil")]
    [InlineData("validUntil", "\"2012-02-18T14:00\"", "$.offers[0].validUntil")]
    [InlineData("validUntil", "null", "$.offers[0].validUntil")]
    [InlineData("ends", "\"2012-02-19T14:00:00Z\"", "$.offers[0].ends")]
    [InlineData("ends", "\"2012-04-19T14:00:00Z\"", "$.offers[0].ends")]
    [InlineData("ends", "\"9999-12-31T23:59:59Z\"", "$.offers[0].ends")]
    [InlineData("offer", "\"\"", "$.offers[0].offer")]
    [InlineData("offer", "\"a b\"", "$.offers[0].offer")]
    [InlineData("offer", "\"h\\u00e9\"", "$.offers[0].offer")]
    [InlineData("offer", "\"a\\n\"", "$.offers[0].offer")]
    [InlineData("offer", "4711", "$.offers[0].offer")]
    [InlineData("cancellation.tiers", """[ { "hoursBefore": 3, "percent": 0 } ]""", "$.offers[0].cancellation.tiers")]
    [InlineData("cancellation.serviceTypes", "[]", "$.offers[0].cancellation.serviceTypes")]
    [InlineData("payment", "{ }", "$.offers[0].payment")]
    [InlineData("payment", """{ "cards": ["VI"] }""", "$.offers[0].payment.cardPresentedAtRide")]
    [InlineData("discount", "1", "$.offers[0].discount")]
    public void ReadOffers_refuses_the_whole_answer_and_names_the_path(string member, string value, string path)
    {
        var answer = Read(Changed(whole =>
        {
            var target = whole["offers"]![0]!.AsObject();
            var names = member.Split('.');
            foreach (var name in names[..^1])
                target = target[name]!.AsObject();
            target[names[^1]] = JsonNode.Parse(value);
        }));

        Assert.Equal((PricingResult.Refused, true), (answer.Result, answer.IsFailure));
        Assert.Empty(answer.Offers);
        Assert.Equal(path, answer.Mistakes[0].Field.Name);
        Assert.StartsWith(path + ": ", answer.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadOffers_refuses_an_id_of_65_characters_and_takes_one_of_64()
    {
        Assert.Equal(PricingResult.Offered, Read(WithId(new string('~', 64))).Result);
        Assert.Equal(PricingResult.Refused, Read(WithId(new string('~', 65))).Result);

        static string WithId(string id) => Changed(answer => answer["offers"]![0]!["offer"] = id);
    }

    [Fact]
    public void ReadOffers_refuses_two_offers_with_one_id_and_a_wrong_one_beside_a_right_one()
    {
        var twice = Read(Changed(answer => answer["offers"]!.AsArray().Add(answer["offers"]![0]!.DeepClone())));
        var one = Read(Changed(answer =>
        {
            var wrong = answer["offers"]![0]!.DeepClone();
            wrong["fare"]!["rate"] = 1;
            answer["offers"]!.AsArray().Add(wrong);
        }));

        Assert.Equal("$.offers", Assert.Single(twice.Mistakes).Field.Name);
        Assert.Equal("$.offers[1].fare.rate", one.Mistakes[0].Field.Name);
        Assert.Empty(one.Offers);
    }

    [Fact]
    public void ReadOffers_takes_what_fits_into_a_quote_and_refuses_a_list_of_companies_that_doesnt()
    {
        static string Companies(int count) => Changed(answer => answer["offers"]![0]!["payment"]!["directBilling"] =
            new JsonArray([.. Enumerable.Range(0, count).Select(number => JsonValue.Create($"{number:d50}"))]));

        var longest = Read(Companies(100));
        var signer = new QuoteSigner([new SigningKey(1, new byte[32], TestClock.Now, null)]);
        var token = signer.Sign(Assert.Single(longest.Offers), 1, "connection", TestClock.Now);

        Assert.Equal(100, signer.Verify(token, "connection", TestClock.Now).Offer!.Payment.DirectBilling.Count);
        Assert.Equal("$.offers[0].payment.directBilling", Assert.Single(Read(Companies(101)).Mistakes).Field.Name);
    }

    [Theory]
    [InlineData("""{ "offers": [] }""", "offers no such ride. Choose another ride.")]
    [InlineData("""{ "offers": [], "reason": "noDriver" }""", "offers no such ride: noDriver. Choose another ride.")]
    [InlineData("""{ "offers": [], "reason": "fullyBooked" }""", "is booked at that time.")]
    public void Offers_of_nothing_says_why(string body, string text) =>
        Assert.Contains(text, Read(body).Offers(Request).Refusal!.Message.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("{ \"offers\": [] ")]
    [InlineData("{ \"offers\": [], \"offers\": [] }")]
    [InlineData("{ }")]
    [InlineData("{ \"offers\": {} }")]
    [InlineData("{ \"offers\": [], \"reason\": \"every one is booked\" }")]
    [InlineData("{ \"offers\": [], \"more\": 1 }")]
    [InlineData("{ \"offers\": [], \"reason\": \"\\ud800\" }")]
    public void ReadOffers_of_anything_else_is_refused(string body) => Assert.Equal(PricingResult.Refused, Read(body).Result);

    [Fact]
    public void ReadOffers_of_invalid_UTF8_is_refused()
    {
        byte[] body = [.. "{ \"offers\": [], \"reason\": \""u8, 0xFF, 0xFE, .. "\" }"u8];

        Assert.Equal(PricingResult.Refused, AnswerReader.ReadOffers(body, Request, TestPlans.Usd, TestClock.Now).Result);
    }

    [Theory]
    [InlineData("""{ "confirmed": true }""", PricingResult.Decided, true)]
    [InlineData("""{ "confirmed": false, "reason": "fullyBooked" }""", PricingResult.Decided, false)]
    [InlineData("""{ "confirmed": "true" }""", PricingResult.Refused, false)]
    [InlineData("""{ "confirmed": null }""", PricingResult.Refused, false)]
    [InlineData("""{ "confirmed": true, "really": true }""", PricingResult.Refused, false)]
    [InlineData("""{ }""", PricingResult.Refused, false)]
    [InlineData("yes", PricingResult.Refused, false)]
    public void ReadConfirmation_takes_nothing_but_a_clear_answer(string body, PricingResult result, bool isConfirmed)
    {
        var answer = AnswerReader.ReadConfirmation(Encoding.UTF8.GetBytes(body));

        Assert.Equal((result, isConfirmed), (answer.Result, answer.IsConfirmed));
    }

    internal static PricingAnswer Read(string body) =>
        AnswerReader.ReadOffers(Encoding.UTF8.GetBytes(body), Request, TestPlans.Usd, TestClock.Now);

    internal static string Changed(Action<JsonNode> change)
    {
        var answer = JsonNode.Parse(Whole)!;
        change(answer);
        return answer.ToJsonString();
    }
}
