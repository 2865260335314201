using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Signing;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Webhooks;

/// <summary>Webhooks over REST, and what arrives at an endpoint.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly SupplierFixture supplier = new(gateway => gateway.Set("Outgoing:AllowedHosts:0", "127.0.0.1"));
    private WebhookServer endpoint = null!;

    private RunningGateway Gateway => supplier.Gateway;

    public async ValueTask InitializeAsync() => endpoint = await WebhookServer.Start();

    public async ValueTask DisposeAsync()
    {
        supplier.Dispose();
        await endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Every_event_arrives_signed_and_as_the_feed_shows_it()
    {
        var (_, secret) = await Create();
        var id = await BookAndAccept(Gateway);

        var (requested, accepted) = (await endpoint.Next(), await endpoint.Next());

        Assert.Equal(("reservation.requested", "reservation.accepted"), (requested.Type, accepted.Type));
        var feed = (await supplier.Ok(HttpMethod.Get, $"/events?reservation={id}"))["items"]!.AsArray();
        Assert.True(JsonNode.DeepEquals(feed[0], requested.Event));
        Assert.All(new[] { requested, accepted }, delivery =>
        {
            Assert.Equal((string)delivery.Event["id"]!, delivery.Headers["webhook-id"]);
            Assert.Equal(Signature(delivery, secret), delivery.Headers["webhook-signature"]);
            Assert.Equal("application/json", delivery.Headers["content-type"]);
        });
    }

    [Fact]
    public async Task Webhook_gets_only_the_types_and_vendors_that_it_wants()
    {
        var other = await supplier.CreateVendor();
        await Create(types: ["reservation.accepted"]);
        await using var elsewhere = await WebhookServer.Start();
        await Create(elsewhere, vendors: [other]);

        await BookAndAccept(Gateway);

        Assert.Equal("reservation.accepted", (await endpoint.Next()).Type);
        Assert.True(endpoint.HasNoFurtherDelivery);
        Assert.True(elsewhere.HasNoFurtherDelivery);
    }

    [Fact]
    public async Task Failed_delivery_is_retried_and_holds_back_later_events_of_its_reservation_only()
    {
        var (hook, _) = await Create();
        endpoint.Answer(500);
        var first = await Book(Gateway);
        Assert.Equal(first, (string)(await endpoint.Next()).Event["reservation"]!);
        await UntilDelivery(hook, "state=pending", "HTTP 500");

        await RunAction(Gateway, first, "accept");
        var second = await Book(Gateway);
        Assert.Equal(second, (string)(await endpoint.Next()).Event["reservation"]!);
        Assert.True(endpoint.HasNoFurtherDelivery);

        Gateway.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(
            [(first, "reservation.requested"), (first, "reservation.accepted")],
            new[] { await endpoint.Next(), await endpoint.Next() }.Select(got => ((string)got.Event["reservation"]!, got.Type)));
    }

    [Fact]
    public async Task Endpoint_that_hangs_holds_up_no_other()
    {
        await using var hanging = await WebhookServer.Start();
        var release = new TaskCompletionSource();
        var (stuck, _) = await Create(hanging);
        var (hook, _) = await Create();
        for (var number = 0; number < WebhookSettings.MaxDeliveries; number++)
        {
            hanging.Responses.Enqueue(_ => release.Task);
            await supplier.Ok(HttpMethod.Post, $"/webhooks/{stuck}/test");
        }
        await hanging.Next();

        for (var number = 0; number < 2 * WebhookSettings.MaxDeliveriesPerWebhook; number++)
            Assert.Equal("webhook.test", (await Test(hook)).Type);
        release.SetResult();
    }

    [Fact]
    public async Task Endpoint_that_answers_410_is_disabled_and_the_others_are_told()
    {
        await using var gone = await WebhookServer.Start();
        gone.Answer(410);
        var (hook, _) = await Create(gone);
        await Create(types: ["webhook.disabled"]);

        await Book(Gateway);

        var told = await endpoint.Next();
        Assert.Equal(hook, (string)told.Event["data"]!["webhook"]!["id"]!);
        var shown = await supplier.Ok(HttpMethod.Get, $"/webhooks/{hook}");
        Assert.False((bool)shown["enabled"]!);
        Assert.Contains("410", (string)shown["disabledReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_that_fails_for_five_days_is_disabled()
    {
        var (hook, _) = await Create();
        for (var number = 0; number < 3; number++)
            endpoint.Answer(500);
        await Book(Gateway);
        await endpoint.Next();
        await UntilDelivery(hook, "state=pending", "HTTP 500");
        Gateway.Clock.Advance(TimeSpan.FromDays(5));
        // Wakes the delivery, unless the schedule has done so already and the webhook is disabled.
        await supplier.Call(HttpMethod.Post, $"/webhooks/{hook}/test");

        await Poll.Until(async () => !(bool)(await supplier.Ok(HttpMethod.Get, $"/webhooks/{hook}"))["enabled"]!);

    }

    [Fact]
    public async Task Retry_After_of_the_endpoint_is_heeded()
    {
        var (hook, _) = await Create();
        endpoint.Answer(503, ("Retry-After", "120"));
        await Book(Gateway);
        await endpoint.Next();
        await UntilDelivery(hook, "state=pending", "HTTP 503");

        var due = (DateTimeOffset)(await Deliveries(hook)).Single()["dueAt"]!;

        Assert.InRange(due - Gateway.Clock.GetUtcNow(), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(133));
    }

    [Fact]
    public async Task Delivery_shows_the_beginning_of_the_answer_and_can_be_sent_again()
    {
        var (hook, secret) = await Create();
        endpoint.Responses.Enqueue(context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync($"no\u0007 such tenant {secret} {new string('x', 5000)}");
        });
        await Book(Gateway);
        var first = await endpoint.Next();
        await UntilDelivery(hook, "state=pending", "HTTP 400");

        var delivery = (await Deliveries(hook)).Single();
        Assert.Equal(400, (int)delivery["lastStatus"]!);
        Assert.StartsWith("no  such tenant *** xxx", (string)delivery["lastBody"]!, StringComparison.Ordinal);
        Assert.InRange(((string)delivery["lastBody"]!).Length, 1000, 2048);
        await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/deliveries/{delivery["id"]}/retry");
        var again = await endpoint.Next();

        Assert.Equal((first.Body, first.Headers["webhook-id"]), (again.Body, again.Headers["webhook-id"]));
        await UntilDelivery(hook, "state=delivered", "HTTP 204");
    }

    [Fact]
    public async Task Recovery_queues_what_was_missed_while_disabled_and_nothing_twice()
    {
        var (hook, _) = await Create();
        var since = Gateway.Clock.GetUtcNow();
        var id = await Book(Gateway);
        await endpoint.Next();
        await UntilDelivery(hook, "state=delivered", "HTTP 204");
        await Put(hook, enabled: false);
        await RunAction(Gateway, id, "accept");
        await supplier.Ok(HttpMethod.Get, $"/events?reservation={id}&types=reservation.accepted&wait=10");
        await Put(hook, enabled: true);

        var recovered = await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/recover?since={Uri.EscapeDataString(since.ToString("o"))}");

        Assert.Equal(1, (int)recovered["queued"]!);
        Assert.Equal("reservation.accepted", (await endpoint.Next()).Type);
        Assert.True(endpoint.HasNoFurtherDelivery);
    }

    [Fact]
    public async Task Rotated_secret_signs_beside_the_old_one_until_the_overlap_ends()
    {
        var (hook, old) = await Create();
        var rotated = await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/rotate", """{ "overlapHours": 1 }""");
        var fresh = (string)rotated["secret"]!;

        var during = await Test(hook);
        Gateway.Clock.Advance(TimeSpan.FromHours(1));
        var after = await Test(hook);

        Assert.Equal($"{Signature(during, fresh)} {Signature(during, old)}", during.Headers["webhook-signature"]);
        Assert.Equal(Signature(after, fresh), after.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Test_event_goes_to_one_webhook_whatever_it_wants()
    {
        var (hook, _) = await Create(types: ["reservation.closed"]);
        await using var elsewhere = await WebhookServer.Start();
        await Create(elsewhere);

        Assert.Equal("webhook.test", (await Test(hook)).Type);

        Assert.True(elsewhere.HasNoFurtherDelivery);
    }

    [Fact]
    public async Task Redirect_isnt_followed()
    {
        await using var target = await WebhookServer.Start();
        endpoint.Answer(307, ("Location", target.Url));
        var (hook, _) = await Create();

        await Test(hook);

        await UntilDelivery(hook, "state=pending", "HTTP 307");
        Assert.True(target.HasNoFurtherDelivery);
    }

    [Fact]
    public async Task Host_that_leads_inward_is_never_connected_to()
    {
        var port = new Uri(endpoint.Url).Port;
        var (status, made, _) = await supplier.Call(
            HttpMethod.Post, "/webhooks", $$"""{ "url": "https://inward.localdomain.test:{{port}}/" }""");
        Assert.Equal(HttpStatusCode.Created, status);
        var hook = (string)made!["webhook"]!["id"]!;
        // A name that resolves to this machine, as one does that was pointed elsewhere after the webhook was created.
        await Use(db => db.Webhooks.Where(row => row.Id == hook)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Url, $"https://localhost:{port}/")));

        await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/test");

        await UntilDelivery(hook, "state=pending", "no public address");
        Assert.True(endpoint.HasNoFurtherDelivery);
    }

    [Theory]
    [InlineData("http://dispatch.example/")]
    [InlineData("https://169.254.169.254/latest/")]
    [InlineData("ftp://dispatch.example/")]
    public async Task Address_that_is_forbidden_literally_is_400(string url)
    {
        var (status, body, _) = await supplier.Call(HttpMethod.Post, "/webhooks", $$"""{ "url": "{{url}}" }""");

        Assert.Equal((HttpStatusCode.BadRequest, "url"), (status, (string)body!["errors"]![0]!["field"]!));
    }

    [Theory]
    [InlineData("""{ "types": ["reservation.unknown"] }""", "types")]
    [InlineData("""{ "types": [] }""", "types")]
    [InlineData("""{ "types": ["reservation.closed", "reservation.closed"] }""", "types")]
    [InlineData("""{ "vendors": ["NONE"] }""", "vendors[0]")]
    [InlineData("""{ "vendors": [] }""", "vendors")]
    [InlineData("""{ "description": "\u0000" }""", "description")]
    public async Task Wrong_field_is_refused_by_its_name(string json, string field)
    {
        var input = JsonNode.Parse(json)!;
        input["url"] = endpoint.Url;

        var (status, body, _) = await supplier.Call(HttpMethod.Post, "/webhooks", input.ToJsonString());

        Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, (string)body!["errors"]![0]!["field"]!));
    }

    [Fact]
    public async Task Number_of_webhooks_is_limited()
    {
        for (var number = 0; number < CreateWebhookHandler.MaxWebhooks; number++)
            await Create();

        var (status, _, _) = await supplier.Call(HttpMethod.Post, "/webhooks", $$"""{ "url": "{{endpoint.Url}}" }""");

        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    [Fact]
    public async Task Repeated_creation_and_rotation_with_one_idempotency_key_take_effect_once()
    {
        var json = $$"""{ "url": "{{endpoint.Url}}" }""";
        var calls = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => supplier.Call(HttpMethod.Post, "/webhooks", json, idempotencyKey: "create-once")));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict],
            calls.Select(call => call.Status).Order());
        var hook = (string)Assert.Single((await supplier.Ok(HttpMethod.Get, "/webhooks"))["items"]!.AsArray())!["id"]!;
        var rotations = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => supplier.Call(HttpMethod.Post, $"/webhooks/{hook}/rotate", idempotencyKey: "rotate-once")));
        Assert.Equal(1, rotations.Count(call => call.Status == HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", 1)]
    [InlineData("9999-12-31T23:59:59Z", 0)]
    public async Task Recovery_since_the_first_or_the_last_day_of_time_is_answered(string since, int queued)
    {
        await Book(Gateway);
        await supplier.Ok(HttpMethod.Get, "/events?wait=10");
        var (hook, _) = await Create();

        var recovered = await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/recover?since={since}");

        Assert.Equal(queued, (int)recovered["queued"]!);
    }

    [Fact]
    public async Task Rotation_without_an_overlap_ends_the_old_secret_at_once()
    {
        var (hook, _) = await Create();
        var fresh = (string)(await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/rotate", """{ "overlapHours": 0 }"""))["secret"]!;

        var delivery = await Test(hook);

        Assert.Equal(Signature(delivery, fresh), delivery.Headers["webhook-signature"]);
        Assert.Null((await supplier.Ok(HttpMethod.Get, $"/webhooks/{hook}"))["previousSecretUntil"]);
    }

    [Fact]
    public async Task Key_of_one_vendor_sees_and_makes_only_webhooks_of_its_own()
    {
        var vendor = await supplier.CreateVendor();
        var key = await supplier.CreateKey(Role.Admin, vendor);
        var (all, _) = await Create();

        var made = await supplier.Ok(HttpMethod.Post, "/webhooks", $$"""{ "url": "{{endpoint.Url}}" }""", key);

        Assert.Equal([vendor], made["webhook"]!["vendors"]!.AsArray().Select(code => (string)code!));
        Assert.Single((await supplier.Ok(HttpMethod.Get, "/webhooks", key: key))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await supplier.Call(HttpMethod.Get, $"/webhooks/{all}", key: key)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await supplier.Call(HttpMethod.Get, $"/webhooks/{all}/deliveries", key: key)).Status);
        var (status, _, _) = await supplier.Call(
            HttpMethod.Post, "/webhooks", $$"""{ "url": "{{endpoint.Url}}", "vendors": ["LML"] }""", key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task Secret_is_shown_once_and_stored_encrypted()
    {
        var (hook, secret) = await Create();

        var shown = await supplier.Ok(HttpMethod.Get, $"/webhooks/{hook}");

        Assert.DoesNotContain(secret, shown.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret[6..], Gateway.Stored(), StringComparison.Ordinal);
        Assert.All(Gateway.Log.Lines, line => Assert.DoesNotContain(secret, line.ToString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleted_webhook_gets_nothing_more()
    {
        var (hook, _) = await Create();
        endpoint.Answer(500);
        await Book(Gateway);
        await endpoint.Next();
        await UntilDelivery(hook, "state=pending", "HTTP 500");

        await supplier.Call(HttpMethod.Delete, $"/webhooks/{hook}", ifMatch: "*");

        Assert.Equal(0, await Use(db => db.WebhookDeliveries.CountAsync()));
    }

    private async Task<(string Id, string Secret)> Create(
        WebhookServer? at = null, IReadOnlyList<string>? types = null, IReadOnlyList<string>? vendors = null)
    {
        var body = new JsonObject
        {
            ["url"] = (at ?? endpoint).Url,
            ["types"] = types is null ? null : new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
            ["vendors"] = vendors is null ? null : new JsonArray([.. vendors.Select(vendor => JsonValue.Create(vendor))]),
        };
        var made = await supplier.Ok(HttpMethod.Post, "/webhooks", body.ToJsonString());
        return ((string)made["webhook"]!["id"]!, (string)made["secret"]!);
    }

    private Task Put(string hook, bool enabled) => supplier.Ok(
        HttpMethod.Put, $"/webhooks/{hook}", $$"""{ "url": "{{endpoint.Url}}", "enabled": {{(enabled ? "true" : "false")}} }""");

    private async Task<ReceivedWebhook> Test(string hook)
    {
        await supplier.Ok(HttpMethod.Post, $"/webhooks/{hook}/test");
        return await endpoint.Next();
    }

    private async Task<List<JsonNode>> Deliveries(string hook, string query = "") =>
        [.. (await supplier.Ok(HttpMethod.Get, $"/webhooks/{hook}/deliveries?{query}"))["items"]!.AsArray().Select(item => item!)];

    /// <summary>Waits until a delivery's last answer contains a text: answers are stored after the endpoint has sent them.</summary>
    private Task UntilDelivery(string hook, string query, string answer) => Poll.Until(async () =>
        (await Deliveries(hook, query)).Exists(item => ((string)item["lastAnswer"]!).Contains(answer, StringComparison.Ordinal)));

    private static string Signature(ReceivedWebhook delivery, string secret) => MessageSignature.Of(
        [secret],
        delivery.Headers["webhook-id"],
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(delivery.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)),
        Encoding.UTF8.GetBytes(delivery.Body));

    private async Task<int> Use(Func<GatewayDbContext, Task<int>> use)
    {
        await using var scope = Gateway.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<GatewayDbContext>());
    }
}
