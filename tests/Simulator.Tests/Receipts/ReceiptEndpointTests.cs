using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Receipts;
using ConcurSimulator.Wire;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Receipts;

/// <summary>The simulated receipt service.</summary>
public sealed class ReceiptEndpointTests : IAsyncDisposable
{
    private const string User = "0a000000-0000-4000-8000-000000000001";

    private const string Receipt = """
        { "taxInvoice": false, "reference": "7-3", "collectionReference": "7", "dateTime": "2030-03-04T12:00:00-0500", "total": "42.50",
          "subtotal": "41.00", "taxesTotal": "1.50", "currencyCode": "USD",
          "seller": { "name": "LimoVendor", "location": { "address": {
            "streetAddress": "400 King Street", "addressLocality": "Alexandria", "addressCountry": "US" } } },
          "payments": [ { "amount": "42.50" } ], "classOfService": "Normal", "startDateTime": "2030-03-04T11:00:00-0500",
          "endDateTime": "2030-03-04T11:30:00-0500", "travelDuration": "PT30M", "pickupLocation": { "name": "Alexandria" },
          "dropoffLocation": { "name": "DCA airport" },
          "lineItems": [ { "sequenceNumber": 1, "description": "Fare", "semanticsCode": "FEE", "quantity": 1, "total": "41.00" } ] }
        """;

    private SimulatedConcur? concur;
    private string token = "";

    public async ValueTask DisposeAsync()
    {
        if (concur is not null)
            await concur.DisposeAsync();
    }

    [Fact]
    public async Task Receipt_is_accepted_shown_later_and_processed()
    {
        await Start(new ReceiptServiceSettings { ShownAfter = TimeSpan.FromMinutes(1), ProcessedAfter = TimeSpan.FromMinutes(2) });

        using var answer = await Post(Receipt);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var status = answer.Headers.GetValues("Link").Single().Split('<', '>')[3];
        Assert.EndsWith(answer.Headers.Location!.Segments[^1], status, StringComparison.Ordinal);
        Assert.Empty((await Get($"/receipts/v4/users/{User}"))["receipts"]!.AsArray());
        Assert.Equal("PROCESSING", (string?)(await Get(status))["status"]);
        concur!.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("7-3", (string?)(await Get($"/receipts/v4/users/{User}"))["receipts"]![0]!["receipt"]!["reference"]);
        Assert.Equal("PROCESSED", (string?)(await Get(status))["status"]);
    }

    [Theory]
    [InlineData("total", "\"42.51\"", "don't add up")]
    [InlineData("dateTime", "\"2030-03-04T12:00:00Z\"", ".dateTime must match")]
    [InlineData("passengerName", "\"C. Miller\"", ".passengerName isn't in the schema")]
    [InlineData("endDateTime", "\"2030-03-04T10:00:00-0500\"", "before startDateTime")]
    public async Task Wrong_receipt_is_refused_with_the_reason(string field, string value, string problem)
    {
        await Start();
        var receipt = JsonNode.Parse(Receipt)!;
        receipt[field] = JsonNode.Parse(value);

        using var answer = await Post(receipt.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["validationErrors"]!.AsArray(),
            error => ((string)error!["message"]!).Contains(problem, StringComparison.Ordinal));
        Assert.Equal(1, concur!.Server.Receipts.Snapshot().Invalid);
    }

    [Theory]
    [InlineData("seller")]
    [InlineData("lineItems")]
    [InlineData("travelDuration")]
    public async Task Receipt_without_a_required_field_is_refused(string field)
    {
        await Start();
        var receipt = JsonNode.Parse(Receipt)!.AsObject();
        receipt.Remove(field);

        using var answer = await Post(receipt.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Second_receipt_with_a_reference_is_counted_as_a_duplicate()
    {
        await Start();
        await Post(Receipt);
        await Post(Receipt);

        Assert.Equal(1, concur!.Server.Receipts.Snapshot().Duplicates);
    }

    [Fact]
    public async Task Token_user_and_picture_are_checked()
    {
        await Start();

        Assert.Equal(HttpStatusCode.Forbidden, (await Post(Receipt, authorization: "Bearer nobodys")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(Receipt, "40100000-0000-4000-8000-000000000001")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(Receipt, "40400000-0000-4000-8000-000000000001")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostForm("text/plain", 3)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostForm("image/png", 5 * 1024 * 1024 + 1)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostForm("image/png", 100)).StatusCode);
        Assert.Equal("image/png", concur!.Server.Receipts.Snapshot().Receipts.Single(receipt => receipt.IsStored).Image);
    }

    [Fact]
    public async Task Token_without_the_scope_is_refused()
    {
        await Start(scope: "user.read");

        Assert.Equal(HttpStatusCode.Forbidden, (await Post(Receipt)).StatusCode);
    }

    [Fact]
    public async Task Half_of_the_500s_store_the_receipt()
    {
        await Start(new ReceiptServiceSettings { Faults = FaultScript.Parse("500:1", 1) });
        for (var call = 0; call < 4; call++)
            Assert.Equal(HttpStatusCode.InternalServerError, (await Post(Receipt)).StatusCode);

        Assert.Equal(2, concur!.Server.Receipts.Snapshot().Receipts.Count(receipt => receipt.IsStored));
    }

    [Fact]
    public async Task List_has_pages()
    {
        await Start(new ReceiptServiceSettings { PageSize = 2 });
        foreach (var number in Enumerable.Range(1, 3))
            await Post(Receipt.Replace("\"7-3\"", $"\"7-{number}\"", StringComparison.Ordinal));

        var first = await Get($"/receipts/v4/users/{User}");
        var second = await Get((string)first["next"]!);

        Assert.Equal((2, 1, ""), (first["receipts"]!.AsArray().Count, second["receipts"]!.AsArray().Count, (string?)second["next"]));
    }

    [Fact]
    public void Schema_refuses_what_it_should_and_knows_its_keywords()
    {
        var schema = JsonSchema.Load("ground-transport-receipt.schema.json");

        Assert.Empty(schema.Validate(JsonNode.Parse(Receipt)));
        Assert.Contains(schema.Validate(JsonNode.Parse("{}")), problem => problem.Path == ".reference");
    }

    private async Task Start(ReceiptServiceSettings? receipts = null, string? scope = null)
    {
        concur = await SimulatedConcur.Start(settings => settings with
        {
            Receipts = receipts ?? new ReceiptServiceSettings(),
            Tokens = scope is null ? settings.Tokens : settings.Tokens with { Scope = scope },
        });
        token = (string)(await concur!.Refresh(SimulatedConcur.DefaultTokens.RefreshToken)).Body["access_token"]!;
    }

    private async Task<HttpResponseMessage> Post(string receipt, string user = User, string? authorization = null)
    {
        using var content = new StringContent(receipt, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await Post(content, user, authorization);
    }

    private async Task<HttpResponseMessage> PostForm(string type, int length)
    {
        using var picture = new ByteArrayContent(new byte[length]);
        picture.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var receipt = new StringContent(Receipt);
        using var form = new MultipartFormDataContent { { receipt, "receipt" }, { picture, "image", "receipt.png" } };
        return await Post(form, User, null);
    }

    private async Task<HttpResponseMessage> Post(HttpContent content, string user, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/receipts/v4/users/{user}") { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? $"Bearer {token}");
        request.Headers.TryAddWithoutValidation(
            "Link", "<http://schema.concursolutions.com/ground-transport-receipt.schema.json>;rel=describedBy");
        return await concur!.Http.SendAsync(request);
    }

    private async Task<JsonNode> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await concur!.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
