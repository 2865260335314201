using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>
/// Texts that some database can't store or compare: refused as the sender's mistake, never a failure of the gateway.
/// PostgreSQL accepts no NUL and no half of a surrogate pair; only SQLite would store a text that is too long.
/// </summary>
public sealed class StrangeTextTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private const string Nul = "\\u0000";
    private const string HalfACharacter = "\\ud83d";

    [Theory]
    [InlineData("/reservations?q=%00")]
    [InlineData("/reservations?q=a%00b")]
    [InlineData("/reservations?vendor=%00")]
    [InlineData("/exchanges?correlationId=%00")]
    [InlineData("/vendors?cursor=AA")]
    [InlineData("/vendors?cursor=QQBC")]
    [InlineData("/api-keys?cursor=AA")]
    [InlineData("/direct-connects?cursor=AA")]
    [InlineData("/vendors/%00")]
    [InlineData("/direct-connects/%00")]
    [InlineData("/concur-connections/%00")]
    public async Task Query_with_a_NUL_is_answered(string path)
    {
        var (status, body, _) = await supplier.Call(HttpMethod.Get, path);

        Assert.True((int)status < 500, $"{status} {body}");
    }

    [Theory]
    [InlineData("/reservations")]
    [InlineData("/post-backs")]
    [InlineData("/exchanges")]
    public async Task Cursor_beyond_the_range_of_time_is_refused(string path)
    {
        foreach (var position in new[] { "253402300800000.1", "9223372036854775807.9223372036854775807" })
        {
            var cursor = Convert.ToBase64String(Encoding.ASCII.GetBytes(position)).TrimEnd('=');

            var (status, body, _) = await supplier.Call(HttpMethod.Get, $"{path}?cursor={cursor}");

            Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{status} {body}");
        }
    }

    [Theory]
    [InlineData(Nul)]
    [InlineData(HalfACharacter)]
    [InlineData("a" + Nul + "b")]
    public async Task Body_with_an_unstorable_text_is_refused(string text)
    {
        var vendor = await supplier.CreateVendor();
        var id = await Book();
        var plan = SupplierFixture.Plan();
        (HttpMethod Method, string Path, string Body)[] calls =
        [
            (HttpMethod.Post, "/vendors",
                $$"""{ "code": "X1", "name": "{{text}}", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }"""),
            (HttpMethod.Post, "/vendors",
                $$"""{ "code": "{{text}}", "name": "X", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }"""),
            (HttpMethod.Post, "/vendors",
                $$"""{ "code": "X1", "name": "X", "phone": "703 555 0142", "currency": "USD", "timeZone": "{{text}}" }"""),
            (HttpMethod.Post, "/direct-connects", $$"""{ "name": "{{text}}", "vendorCodes": ["{{vendor}}"] }"""),
            (HttpMethod.Post, "/direct-connects", $$"""{ "name": "x", "vendorCodes": ["{{text}}"] }"""),
            (HttpMethod.Put, "/direct-connects/demo", $$"""{ "name": "x", "vendorCodes": ["{{text}}"] }"""),
            (HttpMethod.Post, "/api-keys", $$"""{ "name": "x", "role": "read", "vendorCodes": ["{{text}}"] }"""),
            (HttpMethod.Post, "/api-keys", $$"""{ "name": "{{text}}", "role": "read", "vendorCodes": null }"""),
            (HttpMethod.Post, $"/reservations/{id}/accept", $$"""{ "feedback": "{{text}}" }"""),
            (HttpMethod.Post, $"/reservations/{id}/accept", $$"""{ "confirmationNumber": "{{text}}" }"""),
            (HttpMethod.Post, $"/reservations/{id}/decline", $$"""{ "reason": "{{text}}" }"""),
            (HttpMethod.Post, $"/reservations/{id}/cancel", $$"""{ "reason": "{{text}}" }"""),
            (HttpMethod.Post, $"/reservations/{id}/progress", $$"""{ "state": "enRoute", "driver": { "name": "{{text}}" } }"""),
            (HttpMethod.Patch, $"/reservations/{id}", $$"""{ "vehicle": { "plate": "{{text}}" } }"""),
            (HttpMethod.Put, "/direct-connects/demo/concur-app",
                $$"""{ "clientId": "{{text}}", "clientSecret": "x", "geolocation": "https://us.api.concursolutions.com" }"""),
            (HttpMethod.Post, "/direct-connects/demo/concur-app/authorize", $$"""{ "pendingConnection": "{{text}}" }"""),
            (HttpMethod.Put, $"/vendors/{vendor}/rate-plan", plan.Insert(1, $$""" "{{text}}": 1, """)),
            (HttpMethod.Put, $"/vendors/{vendor}/rate-plan", plan.Replace("America/New_York", text, StringComparison.Ordinal)),
            (HttpMethod.Put, $"/vendors/{vendor}/rate-plan", plan.Insert(1, "/* \0 */")),
            (HttpMethod.Put, $"/vendors/{vendor}/rate-plan", Described(plan).Replace("@text", text, StringComparison.Ordinal)),
        ];
        foreach (var (method, path, json) in calls)
        {
            var (status, body, _) = await supplier.Call(method, path, json, ifMatch: "*");

            Assert.True((int)status is >= 400 and < 500, $"{method} {path} {json[..Math.Min(json.Length, 200)]}: {status} {body}");
        }
    }

    [Fact]
    public async Task Traveller_with_the_longest_unusual_texts_is_sold_shown_and_notified()
    {
        const string Strange = "\U0001F697\u05E9\u05DC\u05D5\u05DD\u200F e\u0301 \u0627 '\"\\%_ \u6771";
        var gateway = supplier.Gateway;
        var longest = string.Concat(Enumerable.Repeat("\U0001F697", 2000));
        var sell = Booking.Sell(gateway, await gateway.Concur(Booking.Search(gateway)))
            .Set("PrimaryPassenger/FirstName", Strange).Set("PrimaryPassenger/LastName", longest).Set("PickupInstructions", longest)
                .Set("DropoffInstructions", longest);

        var sold = await gateway.Concur(sell);

        Assert.Equal("", sold["Error/ErrorDescription"]);
        var shown = await supplier.Ok(HttpMethod.Get, $"/reservations/{sold["ReservationID"]}");
        Assert.Equal((Strange, longest), (
            (string?)shown["ride"]!["passenger"]!["firstName"], (string?)shown["ride"]!["passenger"]!["lastName"]));
        Assert.NotEmpty((await supplier.Ok(HttpMethod.Get, "/reservations?q=" + Uri.EscapeDataString(Strange)))["items"]!.AsArray());
        await supplier.Ok(HttpMethod.Post, $"/reservations/{sold["ReservationID"]}/accept", """{ "feedback": "\ud83d\ude97" }""");
    }

    [Fact]
    public async Task Truncated_exchange_keeps_no_half_character_and_its_neighbours_are_stored()
    {
        // The record is truncated, at one of the two offsets inside a character.
        foreach (var shift in new[] { "", "x" })
        {
            var long_ = new StringBuilder("<CC_LimoSearchRequest>").Append("<City>").Append(shift).Append("</City>");
            for (var i = 0; i < 2000; i++)
                long_.Append("<City>").Append(string.Concat(Enumerable.Repeat("\U0001F697", 15))).Append("</City>");
            using var _ = await supplier.Gateway
                .Post(Encoding.UTF8.GetBytes(long_.Append("</CC_LimoSearchRequest>").ToString()), correlationId: $"cut{shift}");
        }

        await Poll.Until(async () => await Cut() == 2);
        foreach (var request in await Requests())
            Assert.Equal(request, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(request)));

        async Task<int> Cut() => (await Requests()).Count;

        async Task<List<string>> Requests()
        {
            await using var scope = supplier.Gateway.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Exchanges
                .Where(row => row.CorrelationId == "cut" || row.CorrelationId == "cutx").Select(row => row.Request).ToListAsync();
        }
    }

    private async Task<string> Book() => await Booking.Book(supplier.Gateway);

    private static string Described(string plan)
    {
        var changed = JsonNode.Parse(plan)!;
        changed["fleet"]![0]!["description"] = "@text";
        return changed.ToJsonString();
    }
}
