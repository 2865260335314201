using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.WireLog;

/// <summary>The record of the messages exchanged with Concur, as the supplier can read it.</summary>
public sealed class WireLogTests : IAsyncLifetime
{
    private readonly PostBackServer postBacks = new();
    private readonly RunningGateway gateway;

    public WireLogTests() => gateway = new RunningGateway(postBacks.Url).Set("WireLog:MaxMegabytes", "10");

    public async ValueTask InitializeAsync()
    {
        await postBacks.Start();
        gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        await postBacks.DisposeAsync();
    }

    [Fact]
    public async Task Booking_and_its_PostBack_are_found_by_reservation_kind_and_correlation_id()
    {
        var id = await BookAndAccept(gateway);
        await postBacks.Next();
        // Concur has received it before the gateway has recorded it.
        await Rows($"/exchanges?reservation={id}", 2);
        await gateway.Concur(Cancel(id));
        var rows = await Rows($"/exchanges?reservation={id}", 3);

        Assert.Equal(["Cancel", "PostBack", "Sell"], rows.Select(row => Capital((string)row["kind"]!)));
        Assert.All(rows, row => Assert.Equal(
            ("ok", 200, "LML"), ((string?)row["outcome"], (int)row["httpStatus"]!, (string?)row["vendor"])));
        var sell = Assert.Single(await Rows("/exchanges?kind=sell", 1));
        var byId = Assert.Single(await Rows($"/exchanges?correlationId={id}-2-1", 1));
        Assert.StartsWith("concur-says-", (string?)byId["concurCorrelationId"], StringComparison.Ordinal);
        var bodies = await Get($"/exchanges/{sell["id"]}");
        Assert.Contains("<LastName>…</LastName>", (string?)bodies["request"], StringComparison.Ordinal);
        Assert.Contains($"<ReservationID>{id}</ReservationID>", (string?)bodies["answer"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeated_refusals_are_sampled_and_every_success_is_recorded()
    {
        for (var i = 0; i < 2 * RefusalSample.OneOf; i++)
            await gateway.Concur(Detail("100000000"));
        await Book(gateway);

        Assert.Single(await Rows("/exchanges?kind=sell", 1));
        var details = await Rows("/exchanges?kind=reservationDetail&limit=100", RefusalSample.AllUpTo + 2);
        Assert.Equal(RefusalSample.AllUpTo + 2, details.Count);
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await gateway.Concur(Detail("100000000"));
        await Rows("/exchanges?kind=reservationDetail&limit=100", RefusalSample.AllUpTo + 3);
    }

    [Fact]
    public async Task Oldest_exchanges_go_when_the_log_is_too_large()
    {
        await Book(gateway);
        await Rows("/exchanges?kind=sell", 1);
        await using (var scope = gateway.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
            db.Exchanges.AddRange(Enumerable.Range(0, 200).Select(_ => new Exchange
            {
                At = gateway.Clock.GetUtcNow(),
                Kind = ExchangeKind.Update,
                Outcome = ExchangeOutcome.Ok,
                Request = new string('x', Redaction.MaxLength),
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await gateway.Send(new PurgeExpired());

        Assert.Empty((await Get("/exchanges?kind=sell"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Log_stays_within_its_size_before_the_purge_comes()
    {
        const long Megabyte = 1024 * 1024;
        var log = gateway.Services.GetRequiredService<IWireLog>();
        for (var i = 0; i < 30; i++)
        {
            for (var row = 0; row < 16; row++)
            {
                log.Record(new Exchange
                {
                    At = gateway.Clock.GetUtcNow(),
                    Kind = ExchangeKind.Update,
                    Outcome = ExchangeOutcome.Ok,
                    CorrelationId = $"batch-{i}",
                    Request = new string('x', Redaction.MaxLength),
                });
            }
            await Rows($"/exchanges?correlationId=batch-{i}", 16);
        }

        Assert.InRange(await Size(), 3 * Megabyte, 12 * Megabyte);
        Assert.Empty((await Get("/exchanges?correlationId=batch-0"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Searches_are_recorded_when_they_are_refused()
    {
        await gateway.Concur(Search(gateway));
        await gateway.Concur(Search(gateway).Set("PickupLocation/PostalCode", "99999").Set("PickupLocation/City", "Nowhere")
            .Set("PickupLocation/State", "AK"));
        await gateway.Post(Encoding.UTF8.GetBytes("<Nonsense/>"));

        var rows = await Rows("/exchanges", 2);

        Assert.Equal([("unreadable", "refused", 400), ("search", "refused", 200)],
            rows.Select(row => ((string?)row["kind"], (string?)row["outcome"], (int)row["httpStatus"]!)));
        Assert.Equal("Unavailable PickupLocation", (string?)rows[1]["why"]);
        Assert.Empty((await Get("/exchanges?kind=search&outcome=ok"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await gateway.Dispatch(HttpMethod.Get, "/exchanges?kind=gossip")).StatusCode);
    }

    [Fact]
    public async Task Details_are_recorded_when_they_are_refused()
    {
        var id = await Book(gateway);
        await gateway.Concur(Detail(id));
        await gateway.Concur(Detail("100000000"));
        await gateway.Concur(Detail(id));
        await gateway.Concur(Cancel(id));

        await Rows("/exchanges?kind=cancel", 1);
        var row = Assert.Single(await Rows("/exchanges?kind=reservationDetail", 1));

        Assert.Equal(("refused", "Unknown ReservationID"), ((string?)row["outcome"], (string?)row["why"]));
        Assert.Equal("100000000", (string?)row["reservation"]);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("ReservationDetail answered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_card_quote_or_name_is_stored()
    {
        var id = await BookAndAccept(gateway);
        await postBacks.Next();
        await gateway.Concur(Update(gateway, id));
        await Rows($"/exchanges?reservation={id}", 3);
        await using var scope = gateway.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Exchanges.Select(row => row.Request + row.Answer)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(stored, text =>
        {
            foreach (var secret in new[] { "Miller", "@", "1111", "5551234", "<CategoryCode>A", "22314" })
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Another_vendors_exchanges_are_not_found()
    {
        await Key("theirs", ["OTHER"]);
        var id = await Book(gateway);
        var row = Assert.Single(await Rows($"/exchanges?reservation={id}", 1));

        Assert.Empty(JsonNode.Parse(await (await gateway.Dispatch(HttpMethod.Get, "/exchanges", key: "theirs")).Content
            .ReadAsStringAsync())!["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound,
            (await gateway.Dispatch(HttpMethod.Get, $"/exchanges/{row["id"]}", key: "theirs")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/support-case", key: "theirs")).StatusCode);
    }

    [Fact]
    public async Task Support_case_contains_requested_fields_and_no_personal_data()
    {
        var id = await BookAndAccept(gateway);
        await postBacks.Next();
        await Rows($"/exchanges?reservation={id}", 2);
        await Poll.Until(async () => (string?)(await Get($"/reservations/{id}"))["lastNotified"]!["by"] == "postBack");

        using var answer = await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}/support-case");
        var text = await answer.Content.ReadAsStringAsync();
        var opened = JsonNode.Parse(text)!;

        Assert.Equal($"support-case-{id}.json", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal((id, "RA"), ((string?)opened["reservation"], (string?)opened["status"]));
        Assert.Equal(("RA", "postBack", $"{id}-2-1"),
            ((string?)opened["lastNotified"]!["status"], (string?)opened["lastNotified"]!["by"],
            (string?)opened["lastNotified"]!["correlationId"]));
        Assert.Contains($"{id}-2-1", opened["correlationIds"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(["POST", "POST"], opened["exchanges"]!.AsArray().Select(each => (string?)each!["method"]));
        Assert.Equal(postBacks.Url, (string?)opened["exchanges"]![1]!["url"]);
        foreach (var forbidden in new[] { "Miller", RunningGateway.PostBackToken, "1111", "cmiller" })
            Assert.DoesNotContain(forbidden, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Support_case_has_the_headers_of_each_exchange_without_secrets()
    {
        var headers = gateway.Http.DefaultRequestHeaders;
        headers.UserAgent.ParseAdd("Concur-Travel/4.1");
        headers.Add("Cookie", "session=cookie-secret");
        headers.Add("X-Api-Key", "key-secret");
        headers.Add("X-4111111111111111", "name-secret");
        var id = await Book(gateway);
        headers.Clear();
        await RunAction(gateway, id, "accept");
        await postBacks.Next();
        await Rows($"/exchanges?reservation={id}", 2);

        var opened = await Get($"/reservations/{id}/support-case");
        var (sell, postBack) = (opened["exchanges"]![0]!, opened["exchanges"]![1]!);
        var single = await Get($"/exchanges/{sell["exchange"]!["id"]}");

        var received = Lines(sell["requestHeaders"]);
        Assert.Contains("Authorization: Basic …", received);
        Assert.Contains("User-Agent: Concur-Travel/4.1", received);
        Assert.Contains("Content-Type: application/xml", received);
        Assert.Contains("Cookie: …", received);
        Assert.Contains("X-Api-Key: …", received);
        Assert.Contains("X-XXXXXXXXXXXX1111: …", received);
        Assert.Contains($"concur-correlationid: {sell["exchange"]!["correlationId"]}", Lines(sell["answerHeaders"]));
        Assert.Contains("Content-Type: application/xml", Lines(sell["answerHeaders"]));
        Assert.Contains("Authorization: OAuth …", Lines(postBack["requestHeaders"]));
        Assert.Contains($"concur-correlationid: {id}-2-1", Lines(postBack["requestHeaders"]));
        Assert.Contains($"concur-correlationid: {postBack["exchange"]!["concurCorrelationId"]}", Lines(postBack["answerHeaders"]));
        Assert.Equal((string?)sell["requestHeaders"], (string?)single["requestHeaders"]);
        Assert.Equal((string?)sell["answerHeaders"], (string?)single["answerHeaders"]);
        foreach (var secret in new[] { "cookie-secret", "key-secret", "name-secret", RunningGateway.PostBackToken, "4111111111111111",
            RunningGateway.Basic("concur-demo", "concur-demo-password").Parameter! })
            Assert.DoesNotContain(secret, gateway.Stored(), StringComparison.Ordinal);

        static string[] Lines(JsonNode? headers) => ((string)headers!).Split('\n');
    }

    [Fact]
    public async Task Purge_deletes_old_rows_and_keeps_pending_and_dead_PostBacks()
    {
        postBacks.Responses.Enqueue((422, ""));
        var dead = await BookAndAccept(gateway);
        await postBacks.Next();
        await RunAction(gateway, dead, "cancel", """{"reason":"No driver."}""");
        await postBacks.Next();
        await Rows($"/exchanges?reservation={dead}", 3);
        await Poll.Until(async () => (await Get("/post-backs?state=delivered"))["items"]!.AsArray().Count == 1);

        gateway.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await gateway.Send(new PurgeExpired());
        Assert.Equal(3, (await Get("/exchanges"))["items"]!.AsArray().Count);
        gateway.Clock.Advance(TimeSpan.FromSeconds(2));
        await gateway.Send(new PurgeExpired());

        Assert.Empty((await Get("/exchanges"))["items"]!.AsArray());
        Assert.Equal(["dead"], (await Get("/post-backs"))["items"]!.AsArray().Select(row => (string?)row!["state"]));
        await using var scope = gateway.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().RequestKeys
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    private async Task<long> Size()
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Exchanges.SumAsync(row => (long)row.Request.Length);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private async Task Key(string secret, IReadOnlyList<string> vendors)
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        db.ApiKeys.Add(new ApiKey(secret, secret, Secrets.Hash(secret), Role.Admin, vendors));
        await db.SaveChangesAsync();
        await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1));
        await gateway.Services.GetRequiredService<CatalogCache>().Refresh(TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode> Get(string path)
    {
        using var answer = await gateway.Dispatch(HttpMethod.Get, path);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Waits until a list has this many rows, which are written asynchronously.</summary>
    private async Task<List<JsonNode>> Rows(string path, int count)
    {
        List<JsonNode> rows = [];
        await Poll.Until(async () => (rows = [.. (await Get(path))["items"]!.AsArray().Select(row => row!)]).Count >= count);
        return rows;
    }
}
