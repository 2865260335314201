using System.Reflection;
using System.Text.Json.Nodes;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Domain;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Dispatch;

/// <summary>Concur's element names go to Concur alone: over REST a refusal has REST's names, in its fields and in its text.</summary>
[DatabaseIndependent]
public sealed class FieldNamesTests : IDisposable
{
    private const string Unknown = "123456789012";

    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Fact]
    public void Every_neutral_field_has_a_path() => Assert.Equal(
        typeof(Field).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (Field)property.GetValue(null)!)
            .ToHashSet(),
        FieldNames.Fields.ToHashSet());

    [Theory]
    [InlineData("POST", "/accept", "{}")]
    [InlineData("POST", "/decline", """{"reason":"x"}""")]
    [InlineData("POST", "/progress", """{"state":"arrived"}""")]
    [InlineData("PATCH", "", """{"driver":{"name":"x"}}""")]
    [InlineData("GET", "", null)]
    [InlineData("GET", "/history", null)]
    [InlineData("GET", "/sell-formats", null)]
    public async Task Unknown_reservation_is_refused_by_its_id(string method, string action, string? json)
    {
        var problem = await Refused(new HttpMethod(method), $"/reservations/{Unknown}{action}", json, 404);

        Assert.Equal("id", (string?)problem["errors"]![0]!["field"]);
        Assert.EndsWith("Check the id that the booking returned.", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal((string?)problem["detail"], (string?)problem["errors"]![0]!["message"]);
    }

    [Theory]
    [InlineData("PATCH", "", """{"driver":{"name":"x"}}""")]
    [InlineData("POST", "/cancel", """{"reason":"x"}""")]
    public async Task Ended_reservation_is_refused_by_its_id(string method, string action, string json)
    {
        var id = await Book(gateway);
        await RunAction(gateway, id, "decline", """{"reason":"No car."}""");

        var problem = await Refused(new HttpMethod(method), $"/reservations/{id}{action}", json, 409);

        Assert.Equal("id", (string?)problem["errors"]![0]!["field"]);
    }

    [Fact]
    public async Task Older_version_is_refused_by_its_header()
    {
        var id = await BookAndAccept(gateway);

        var problem = await Refused(HttpMethod.Patch, $"/reservations/{id}", """{"driver":{"name":"x"}}""", 412, ifMatch: "\"1\"");

        Assert.Equal("If-Match", (string?)problem["errors"]![0]!["field"]);
    }

    [Fact]
    public async Task Explain_of_an_end_before_the_start_names_the_bodys_own_field()
    {
        var explained = await Explain("Alexandria", "22314", "2030-05-19T18:00", "2030-05-19T17:00");

        const string Expected = "The end must be later than the start. Correct end or leave it empty.";
        var rule = explained["rules"]!.AsArray().Single(rule => (string?)rule!["rule"] == "journey")!;
        Assert.Equal((false, Expected, Expected), ((bool)rule["passes"]!, (string?)rule["why"], (string?)explained["result"]));
    }

    [Fact]
    public async Task Explain_quotes_input_that_looks_like_a_field_as_it_came() =>
        Assert.Equal("No service from {start} {pickup}. Choose another pickup.",
            (string?)(await Explain("{start} {pickup}", "", "2030-05-19T18:00", null))["result"]);

    [Fact]
    public async Task Search_quotes_input_that_looks_like_a_field_as_it_came()
    {
        var search = Search(gateway).Set("PickupLocation/City", "{start} {pickup}").Set("PickupLocation/State", "")
            .Set("PickupLocation/PostalCode", "");

        var reply = await gateway.Concur(search);

        Assert.Equal(
            ("PickupLocation", "No service from {start} {pickup}. Choose another PickupLocation."),
            (reply["Error/ErrorSource"], reply["Error/ErrorDescription"]));
    }

    private async Task<JsonNode> Explain(string city, string postalCode, string start, string? end)
    {
        var body = new JsonObject
        {
            ["serviceType"] = "toAirport",
            ["pickup"] = new JsonObject { ["kind"] = "address", ["city"] = city, ["postalCode"] = postalCode },
            ["dropoff"] = new JsonObject { ["kind"] = "airport", ["code"] = "DCA" },
            ["start"] = start,
            ["end"] = end,
        };
        using var response = await gateway.Dispatch(HttpMethod.Post, "/vendors/LML/explain", body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<JsonNode> Refused(HttpMethod method, string path, string? json, int status, string ifMatch = "*")
    {
        using var response = await gateway.Dispatch(method, path, json, ifMatch);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain("ReservationID", text, StringComparison.OrdinalIgnoreCase);
        return JsonNode.Parse(text)!;
    }
}
