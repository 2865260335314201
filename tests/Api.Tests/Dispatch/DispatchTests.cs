using System.Net;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Dispatch;

/// <summary>The dispatcher's REST API.</summary>
public sealed class DispatchTests : IAsyncLifetime
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public async ValueTask InitializeAsync()
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        db.ApiKeys.Add(new ApiKey("r", "reader", Secrets.Hash("reader-key"), Role.Read, null));
        db.ApiKeys.Add(new ApiKey("o", "other", Secrets.Hash("other-vendors-key"), Role.Admin, ["OTHER"]));
        await db.SaveChangesAsync();
        await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1));
        await gateway.Services.GetRequiredService<CatalogCache>().Refresh(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        gateway.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task List_filters_and_pages_newest_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await Book(gateway));
            gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await RunAction(gateway, ids[0], "accept", """{"confirmationNumber":"FIRST1"}""");

        Assert.Equal(ids.AsEnumerable().Reverse(), await Pages("/reservations?limit=2"));
        Assert.Equal([ids[0]], await Pages("/reservations?status=RA"));
        Assert.Equal([ids[0]], await Pages("/reservations?q=first1"));
        Assert.Equal([ids[3]], await Pages($"/reservations?q={ids[3]}"));
        Assert.Equal(5, (await Pages("/reservations?q=mill")).Count);
        Assert.Equal(4, (await Pages("/reservations?needsDecision=true")).Count);
        Assert.Empty(await Pages("/reservations?vendor=NONE"));
        Assert.Equal(5, (await Pages("/reservations?from=2030-03-01T00:00:00Z&to=2030-04-01T00:00:00Z&vendor=LML")).Count);
        Assert.Empty(await Pages("/reservations?to=2030-03-01T00:00:00Z"));
    }

    [Fact]
    public async Task List_is_filtered_by_state_own_number_and_change_and_sorted_by_change()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await Book(gateway));
            gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var changing = Uri.EscapeDataString(gateway.Clock.GetUtcNow().ToString("O"));
        await RunAction(gateway, ids[0], "accept", """{"externalReference":"job 1"}""");

        Assert.Equal([ids[0]], await Pages("/reservations?state=accepted"));
        Assert.Equal([ids[2], ids[1]], await Pages("/reservations?state=requested,declined&state=cancelled&limit=1"));
        Assert.Equal([ids[2], ids[1], ids[0]], await Pages("/reservations?status=RA&status=RB"));
        Assert.Equal([ids[0]], await Pages("/reservations?externalReference=job%201"));
        Assert.Equal([ids[0]], await Pages("/reservations?q=job%201"));
        Assert.Empty(await Pages("/reservations?externalReference=job"));
        Assert.Equal([ids[0], ids[2], ids[1]], await Pages("/reservations?sort=changedAt&limit=1"));
        Assert.Equal([ids[0]], await Pages($"/reservations?changedSince={changing}"));
    }

    [Fact]
    public async Task List_row_shows_phone_flight_progress_and_driver()
    {
        var id = await Book(gateway);
        await gateway.Concur(Update(gateway, id));
        await RunAction(gateway, id, "accept");
        var before = await Row();
        await RunAction(gateway, id, "progress", """{"state":"assigned","driver":{"name":"D. 7","phone":"703 555 0177"}}""");
        var after = await Row();

        Assert.Equal(("none", null), ((string?)before["progress"], before["driver"]));
        Assert.Equal(("assigned", "D. 7"), ((string?)after["progress"], (string?)after["driver"]!["name"]));
        Assert.Equal("703 555 0177", (string?)after["driver"]!["phone"]);
        Assert.Equal(("accepted", "RA"), ((string?)after["state"], (string?)after["status"]));
        Assert.Equal(("5551234555", "UA 333"), ((string?)after["phone"], (string?)after["flight"]));

        async Task<JsonNode> Row() => JsonNode.Parse(
            await (await gateway.Dispatch(HttpMethod.Get, $"/reservations?q={id}")).Content.ReadAsStringAsync())!["items"]![0]!;
    }

    [Fact]
    public async Task Reservation_lists_the_actions_of_this_moment()
    {
        var id = await Book(gateway);
        var pending = await Read(id);
        var accepted = await RunAction(gateway, id, "accept", """{"externalReference":"job 1"}""");
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        var passed = await Read(id);

        Assert.Equal(("requested", "accept decline cancel"), ((string?)pending["state"], Actions(pending)));
        Assert.Equal(("accepted", "amend progress cancel"), ((string?)accepted["state"], Actions(accepted)));
        Assert.Equal("amend progress cancel close", Actions(passed));
        Assert.Equal("job 1", (string?)passed["externalReference"]);

        static string Actions(JsonNode reservation) =>
            string.Join(' ', reservation["actions"]!.AsArray().Select(action => (string?)action));
    }

    [Fact]
    public async Task Patch_replaces_what_it_has_clears_what_is_null_and_keeps_the_rest()
    {
        var id = await BookAndAccept(gateway);
        await Patch("""{"driver":{"name":"D. 7","phone":"1"},"vehicle":{"plate":"L-204"},"pickupInstructions":"Door 5", """
            + """ "externalReference":"job 1","finalFare":{"basePrice":40,"serviceCharge":0,"surCharge":0,"tax":0}}""");
        var replaced = await Patch("""{"driver":{"name":"D. 8"},"finalFare":null}""");
        var cleared = await Patch("""{"driver":null,"vehicle":null,"pickupInstructions":null,"externalReference":null}""");
        using var nothing = await gateway.Dispatch(HttpMethod.Patch, $"/reservations/{id}", "{}");

        Assert.Equal(("D. 8", ""), ((string?)replaced["driver"]!["name"], (string?)replaced["driver"]!["phone"]));
        Assert.Null(replaced["finalFare"]);
        Assert.Equal(("L-204", "Door 5"), ((string?)replaced["vehicle"]!["plate"], (string?)replaced["pickupInstructions"]));
        Assert.Equal((null, null, "", ""), (cleared["driver"], cleared["vehicle"],
            (string?)cleared["pickupInstructions"], (string?)cleared["externalReference"]));
        Assert.Equal(422, (int)nothing.StatusCode);

        async Task<JsonNode> Patch(string json)
        {
            using var response = await gateway.Dispatch(HttpMethod.Patch, $"/reservations/{id}", json);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, body);
            return JsonNode.Parse(body)!;
        }
    }

    [Theory]
    [InlineData("status=XY", "status", "RB, RA, RD, CB, CA, CD, XB, XA, XD, RC")]
    [InlineData("status=RA,", "status", "RB, RA, RD, CB, CA, CD, XB, XA, XD, RC")]
    [InlineData("state=pending", "state", "requested, accepted, declined, changeRequested")]
    [InlineData("sort=name", "sort", "soldAt, changedAt")]
    public async Task Unknown_word_in_the_query_is_422_and_lists_the_known_ones(string query, string field, string words)
    {
        using var refused = await gateway.Dispatch(HttpMethod.Get, $"/reservations?{query}");
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;

        Assert.Equal((422, field), ((int)refused.StatusCode, (string?)problem["errors"]![0]!["field"]));
        Assert.Contains(words, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_with_an_older_version_is_412_and_without_a_version_428()
    {
        var id = await Book(gateway);
        await gateway.Concur(Update(gateway, id).Set("NumPassengers", "2"));

        using var stale = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/accept", ifMatch: "\"1\"");
        using var blind = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/accept");
        using var seen = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/accept", ifMatch: "\"2\"");

        Assert.Equal((412, "stale"), ((int)stale.StatusCode, await Code(stale)));
        Assert.Equal((428, "ifMatchRequired"), ((int)blind.StatusCode, await Code(blind)));
        Assert.Equal(200, (int)seen.StatusCode);
        Assert.Equal("\"3\"", seen.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Decision_with_nothing_pending_is_409_and_lists_the_allowed_actions()
    {
        var id = await BookAndAccept(gateway);

        using var again = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/decline", """{"reason":"x"}""", "*");

        Assert.Equal((409, "notInThisState"), ((int)again.StatusCode, await Code(again)));
        Assert.Contains("Allowed now: amend, progress, cancel, close after the pickup.", await again.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amendment_progress_and_closing_are_in_the_detail_that_Concur_reads()
    {
        var id = await BookAndAccept(gateway);
        using var amended = await gateway.Dispatch(HttpMethod.Patch, $"/reservations/{id}", """{"driver":{"name":"Car 7"},"vehicle":"""
            + """{"plate":"L-204","colour":"black"},"pickupInstructions":"Door 5","""
            + """ "finalFare":{"basePrice":40,"serviceCharge":5,"surCharge":1,"tax":1.69}}""");
        await RunAction(gateway, id, "progress", """{"state":"arrived"}""");
        var detail = await gateway.Concur(Detail(id));
        using var early = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/close", """{"outcome":"completed"}""");
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        var closed = await RunAction(gateway, id, "close", """{"outcome":"noShow"}""");

        Assert.Equal(200, (int)amended.StatusCode);
        Assert.Equal("47.69", detail["RateInfo/Rate"]);
        foreach (var words in new[] { "Car 7", "black, plate L-204", "Door 5", "driver has arrived" })
            Assert.Contains(words, detail["ProviderFeedback"], StringComparison.Ordinal);
        Assert.Equal(409, (int)early.StatusCode);
        Assert.Equal(("RC", "noShow"), ((string?)closed["status"], (string?)closed["outcome"]));
    }

    [Fact]
    public async Task History_spells_events_progress_and_outcome_like_every_other_name()
    {
        var id = await BookAndAccept(gateway);
        await RunAction(gateway, id, "progress", """{"state":"onTheWay"}""");
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        await RunAction(gateway, id, "close", """{"outcome":"noShow"}""");

        using var response = await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/history");
        var history = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray();

        Assert.Equal(["sold", "bookingAccepted", "progressed", "closed"], history.Select(entry => (string?)entry!["what"]));
        Assert.Equal(("onTheWay", "onTheWay"), ((string?)history[2]!["why"], (string?)history[2]!["details"]!["progress"]));
        Assert.Equal(("noShow", "noShow"), ((string?)history[3]!["why"], (string?)history[3]!["details"]!["outcome"]));
    }

    [Theory]
    [InlineData("decline", "{}", "reason")]
    [InlineData("cancel", """{"reason":""}""", "reason")]
    [InlineData("accept", """{"confirmationNumber":"lower-case"}""", "confirmationNumber")]
    [InlineData("accept", """{"confirmationNumber":"ABCDEFGHIJKLM"}""", "confirmationNumber")]
    [InlineData("accept", """{"feedback":"line\nbreak"}""", "feedback")]
    [InlineData("progress", "{}", "state")]
    [InlineData("close", "{}", "outcome")]
    [InlineData("close", """{"outcome":"completed","finalFare":{"basePrice":-1,"serviceCharge":0,"surCharge":0,"tax":0}}""", "finalFare")]
    [InlineData("close", """{"outcome":"completed","finalFare":{"basePrice":1,"extras":[{"amount":1}]}}""", "finalFare")]
    [InlineData("close", """{"outcome":"completed","finalFare":{"basePrice":1,"extras":[null]}}""", "finalFare")]
    public async Task Invalid_field_is_422_and_named(string action, string json, string field)
    {
        var id = await Book(gateway);

        using var refused = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/{action}", json, "*");
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;

        Assert.Equal((422, "invalid", field),
            ((int)refused.StatusCode, (string?)problem["code"], (string?)problem["errors"]![0]!["field"]));
        Assert.NotNull(problem["traceId"]);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("accept", "{not json", 400)]
    [InlineData("progress", """{"state":"flying"}""", 400)]
    [InlineData("nothing", "{}", 404)]
    public async Task Unreadable_request_is_a_problem_with_a_code(string action, string json, int status)
    {
        var id = await Book(gateway);

        using var refused = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/{action}", json, "*");

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.NotEmpty(await Code(refused));
    }

    [Theory]
    [InlineData("/reservations/{0}/progress", """{"state":"flying"}""", "state", "none, assigned, onTheWay, arrived, onBoard")]
    [InlineData("/reservations/{0}/progress", """{"state":3}""", "state", "none, assigned, onTheWay, arrived, onBoard")]
    [InlineData("/reservations/{0}/close", """{"outcome":"completed, noShow"}""", "outcome", "completed, noShow")]
    [InlineData("/api-keys", """{"name":"x","role":"read, admin"}""", "role", "read, dispatch, admin")]
    [InlineData("/vendors", """{"code":"TWO","decisions":{"bookings":"automatic, manual"}}""", "decisions.bookings", "manual, automatic")]
    [InlineData("/vendors/LML/explain", """{"pickup":{"kind":"harbour"}}""", "pickup.kind", "address, airport, station, asDirected")]
    public async Task Unknown_word_in_a_body_is_400_and_lists_the_known_ones(string path, string json, string field, string words)
    {
        path = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, await Book(gateway));

        using var refused = await gateway.Dispatch(HttpMethod.Post, path, json, "*");
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;

        Assert.Equal((400, "malformed"), ((int)refused.StatusCode, (string?)problem["code"]));
        Assert.Equal(field, (string?)problem["errors"]![0]!["field"]);
        Assert.Contains(words, (string?)problem["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_of_another_vendor_finds_nothing()
    {
        var id = await Book(gateway);
        foreach (var path in new[] { $"/reservations/{id}", $"/reservations/{id}/history", $"/reservations/{id}/sell-formats",
            $"/reservations/{id}/sell-formats/sabre" })
            Assert.Equal(HttpStatusCode.NotFound, (await gateway.Dispatch(HttpMethod.Get, path, key: "other-vendors-key")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound,
            (await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/accept", null, "*", "other-vendors-key")).StatusCode);
        Assert.Empty(await Pages("/reservations", "other-vendors-key"));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).StatusCode);
    }

    [Fact]
    public async Task Role_read_can_read_and_decide_nothing()
    {
        var id = await Book(gateway);

        Assert.Equal(HttpStatusCode.OK, (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}", key: "reader-key")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/accept", null, "*", "reader-key")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}", key: "no-such-key")).StatusCode);
    }

    [Fact]
    public async Task Sell_formats_with_lint_have_findings_beside_the_same_lines()
    {
        var search = await gateway.Concur(Search(gateway).With("ServiceType=120; DropoffLocation=; DropoffLocation/LocationType=300; "
            + "DropoffLocation/TrainStation/StationCode=WAS; DropoffLocation/TrainStation/StationName=ユニオン駅", gateway));
        var toStation = (await gateway.Concur(Sell(gateway, search).Set("ServiceType", "120")))["ReservationID"]!;
        var id = await BookAndAccept(gateway);

        var plain = await SellFormatsOf(id, "");
        var linted = await SellFormatsOf(id, "?lint=true");
        var unprintable = await SellFormatsOf(toStation, "?lint=true");

        Assert.Empty(linted["findings"]!.AsArray());
        linted.AsObject().Remove("findings");
        Assert.True(JsonNode.DeepEquals(plain, linted));
        var finding = unprintable["findings"]![0]!.AsObject();
        Assert.Equal(["gds", "code", "at", "text"], finding.Select(member => member.Key));
        Assert.Equal(("sabre", "empty", "dropoff"), ((string?)finding["gds"], (string?)finding["code"], (string?)finding["at"]));
    }

    [Fact]
    public async Task Sell_formats_are_returned_as_json_and_as_text()
    {
        var id = await BookAndAccept(gateway);

        var all = JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/sell-formats?segment=3")).Content
            .ReadAsStringAsync())!;
        var sabre = await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/sell-formats/sabre?segment=3")).Content
            .ReadAsStringAsync();

        Assert.StartsWith("3 OTH LM ", sabre, StringComparison.Ordinal);
        Assert.Equal(sabre, (string?)all["sabre"]);
        Assert.Equal(["abacus", "amadeus", "apollo", "galileo", "sabre"], all.AsObject().Select(line => line.Key).Order());
        var unknown = await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/sell-formats/worldspan");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("sabre, abacus, apollo, galileo, amadeus", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_undecided_at_the_pickup_is_settled_by_its_deadline()
    {
        var id = await Book(gateway);

        gateway.Clock.Advance(TimeSpan.FromHours(52));
        await gateway.Send(new ApplyDeadlines());

        var reservation = JsonNode.Parse(
            await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).Content.ReadAsStringAsync())!;
        Assert.Equal("RD", (string?)reservation["status"]);
        var history = await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/history")).Content.ReadAsStringAsync();
        Assert.Contains("\"actor\":\"clock\"", history, StringComparison.Ordinal);
    }

    private async Task<JsonNode> SellFormatsOf(string id, string query) => JsonNode.Parse(
        await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/sell-formats{query}")).Content.ReadAsStringAsync())!;

    private async Task<JsonNode> Read(string id) => JsonNode.Parse(
        await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).Content.ReadAsStringAsync())!;

    private async Task<List<string>> Pages(string path, string key = "demo-admin-key")
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            var address = cursor is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={cursor}";
            using var response = await gateway.Dispatch(HttpMethod.Get, address, key: key);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            Assert.True(response.IsSuccessStatusCode, page.ToJsonString());
            ids.AddRange(page["items"]!.AsArray().Select(row => (string)row!["id"]!));
            if ((cursor = (string?)page["next"]) is null)
                return ids;
        }
    }

    private static async Task<string> Code(HttpResponseMessage response) =>
        (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!;
}
