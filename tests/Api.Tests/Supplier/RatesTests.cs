using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>Rates as CSV, versions compared and restored, and the price calendar, over HTTP.</summary>
public sealed class RatesTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rates_are_read_changed_in_a_dry_run_and_put_in_force()
    {
        var code = await supplier.CreateVendor();
        using var read = await Send(HttpMethod.Get, code);
        var csv = await read.Content.ReadAsStringAsync(cancellation);
        Assert.Equal("text/csv; charset=utf-8", read.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("id,kind,vehicleId,", csv, StringComparison.Ordinal);
        var changed = csv.Replace("35.00", "36.00", StringComparison.Ordinal);
        Assert.NotEqual(csv, changed);

        using var tried = await Send(HttpMethod.Put, code, changed, "?dryRun=true");
        Assert.Equal("\"1\"", tried.Headers.ETag!.Tag);
        using var put = await Send(HttpMethod.Put, code, changed, ifMatch: read.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (put.StatusCode, put.Headers.ETag!.Tag));
        using var stale = await Send(HttpMethod.Put, code, csv, ifMatch: read.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        var plan = await supplier.Ok(HttpMethod.Get, $"/vendors/{code}/rate-plan");
        Assert.Equal(36m, (decimal)plan["rates"]!.AsArray().First(rate => (decimal?)rate!["price"] == 36m)!["price"]!);
        var changes = await supplier.Ok(HttpMethod.Get, $"/vendors/{code}/rate-plan/versions/2/changes");
        Assert.Equal(("35.00", "36.00"), ((string?)changes["changes"]![0]!["before"], (string?)changes["changes"]![0]!["after"]));
        var restored = await supplier.Ok(HttpMethod.Post, $"/vendors/{code}/rate-plan/versions/1/restore");
        Assert.Equal(3, (int)restored["version"]!);
        Assert.Equal(0, (int)(await supplier.Ok(HttpMethod.Get, $"/vendors/{code}/rate-plan/versions/3/changes?since=1"))["count"]!);
    }

    [Fact]
    public async Task Mistakes_in_CSV_are_named_by_row_and_column()
    {
        var code = await supplier.CreateVendor();
        using var answer = await Send(HttpMethod.Put, code, "id,kind,price\r\nR1,flat,\"35,00\"\r\n");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("row 2, price", (string?)problem["errors"]![0]!["field"]);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Text/CSV; charset=utf-8", HttpStatusCode.UnprocessableEntity)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    public async Task Rates_of_another_content_type_are_415(string type, HttpStatusCode status)
    {
        var code = await supplier.CreateVendor();
        using var answer = await Send(HttpMethod.Put, code, "id\r\n1\r\n", type: type);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Rates_that_arent_UTF8_are_400()
    {
        var code = await supplier.CreateVendor();
        using var answer = await Send(HttpMethod.Put, code, new ByteArrayContent([0x69, 0x64, 0x0A, 0xFF, 0xFE]), "", "*");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Price_calendar_has_each_hour_of_the_month_at_the_price_that_explain_gives()
    {
        var code = await supplier.CreateVendor();
        var ride = Ride();
        var calendar = await supplier.Ok(HttpMethod.Post, $"/vendors/{code}/price-calendar", With(ride, "month", "2030-03"));

        Assert.Equal("America/New_York", (string?)calendar["timeZone"]);
        Assert.Equal(31, calendar["days"]!.AsArray().Count);
        Assert.All(calendar["days"]!.AsArray(), day => Assert.Equal(24, day!["hours"]!.AsArray().Count));
        foreach (var (day, hour) in new[] { (6, 10), (9, 3), (16, 23) })
        {
            var cell = calendar["days"]![day - 1]!["hours"]![hour]!;
            var explained = await supplier.Ok(
                HttpMethod.Post, $"/vendors/{code}/explain", With(ride, "start", $"2030-03-{day:00}T{hour:00}:00"));
            Assert.Equal(
                explained["vehicles"]!.AsArray().Where(vehicle => vehicle!["rate"] is not null).Min(vehicle => (decimal)vehicle!["rate"]!),
                (decimal)cell["rate"]!);
        }
        // The clock is at 12:00 UTC on March 4; daylight saving skips 02:00 on March 10.
        Assert.Contains("has passed", (string?)calendar["days"]![0]!["hours"]![8]!["why"], StringComparison.Ordinal);
        Assert.Contains("daylight saving", (string?)calendar["days"]![9]!["hours"]![2]!["why"], StringComparison.Ordinal);
        Assert.Null(calendar["days"]![9]!["hours"]![2]!["rate"]);
    }

    [Theory]
    [InlineData("\"2030-13\"")]
    [InlineData("null")]
    [InlineData("\"1830-01\"")]
    public async Task Price_calendar_without_a_month_is_refused(string month)
    {
        var code = await supplier.CreateVendor();
        var body = JsonNode.Parse(Ride())!.AsObject();
        body["month"] = JsonNode.Parse(month);
        var (status, problem, _) = await supplier.Call(HttpMethod.Post, $"/vendors/{code}/price-calendar", body.ToJsonString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(problem!["errors"]!.AsArray(), error => (string?)error!["field"] == "month");
    }

    private static string Ride() => """
        { "serviceType": "toAirport", "pickup": { "kind": "address", "street": "400 King Street", "city": "Alexandria", "state": "VA",
          "country": "US", "postalCode": "22314" }, "dropoff": { "kind": "airport", "code": "DCA" }, "passengers": 2 }
        """;

    private static string With(string ride, string field, string value)
    {
        var body = JsonNode.Parse(ride)!.AsObject();
        body[field] = value;
        return body.ToJsonString();
    }

    private Task<HttpResponseMessage> Send(
        HttpMethod method, string code, string? csv = null, string query = "", string ifMatch = "*", string type = "text/csv")
    {
        var content = csv is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        content?.Headers.TryAddWithoutValidation("Content-Type", type);
        return Send(method, code, content, query, ifMatch);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string code, HttpContent? content, string query, string ifMatch)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/vendors/{code}/rate-plan/rates.csv{query}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupplierFixture.AdminKey);
        if (method == HttpMethod.Put)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await supplier.Gateway.Http.SendAsync(request);
    }
}
