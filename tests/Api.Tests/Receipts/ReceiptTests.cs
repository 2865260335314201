using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Console;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Receipts;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Receipts;

/// <summary>From the end of a ride to the receipt in the traveller's Expense.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private const string User = "08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6";
    private const string OtherUser = "11bdda1e-0d4f-4261-9f1b-f9b8d9f817d6";

    private readonly ConcurReceipts concur = new();
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        await concur.Start();
        gateway = new RunningGateway(concur.Url + "api/tws/v1.0/Limo/PostBack")
            .Set("Concur:GeolocationHosts:0", concur.Url.Authority).Start();
        await SetApp();
        await SetReceipts();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await concur.DisposeAsync();
    }

    [Fact]
    public async Task Closed_ride_is_receipted_to_the_named_user()
    {
        var id = await Book(gateway);
        await RunAction(gateway, id, "accept");
        Assert.Null((string?)(await Receipt(id))["state"]);
        Assert.Equal(User, (string?)(await Name(id, User))["concurUserId"]);
        await RideAndClose(id, """
            { "outcome": "completed", "finalFare": { "basePrice": 40, "serviceCharge": 5, "surCharge": 1, "tax": 1.69,
              "extras": [ { "kind": "toll", "amount": 3.5 }, { "kind": "tip", "amount": 6, "description": "Thank you" } ] } }
            """);

        var receipt = await Processed(id);

        Assert.Equal(("processed", 57.19m, 1.69m, "now INFO Processing finished."), (
            (string?)receipt["state"], (decimal)receipt["total"]!, (decimal)receipt["tax"]!, (string?)receipt["details"]));
        var (user, _, sent) = Assert.Single(concur.Stored);
        Assert.Equal((User, "57.19", "55.50", "DFE154", "PT21M"), (
            user, (string?)sent["total"], (string?)sent["subtotal"], (string?)sent["driverNumber"], (string?)sent["travelDuration"]));
        Assert.Equal(
            ["Fare", "Service charge", "Surcharge", "Toll", "Thank you"],
            sent["lineItems"]!.AsArray().Select(line => (string)line!["description"]!));
        await AssertEvents("receipt.processed");
    }

    [Fact]
    public async Task Receipt_awaits_its_recipient_who_is_remembered_for_the_passenger()
    {
        var (first, second) = (await BookAndAccept(gateway), await BookAndAccept(gateway));
        await RideAndClose(first);
        Assert.Equal(("awaitingRecipient", null), await Receipt(first) is var awaiting
            ? ((string?)awaiting["state"], awaiting["receipts"]![0]!["dueAt"]) : default);
        Assert.Empty(concur.Stored);

        await Name(first, User);
        await Processed(first);
        await RideAndClose(second);
        await Processed(second);

        Assert.Equal([User, User], concur.Stored.Select(stored => stored.User));
        await AssertEvents("receipt.awaitingRecipient", "receipt.processed", "receipt.processed");
    }

    [Fact]
    public async Task Naming_a_recipient_sends_what_the_same_passenger_awaits()
    {
        var ids = new[] { await BookAndAccept(gateway), await BookAndAccept(gateway) };
        foreach (var id in ids)
            await RideAndClose(id);

        await Name(ids[1], User);

        foreach (var id in ids)
            await Processed(id);
        Assert.Equal(2, concur.Stored.Count);
    }

    [Fact]
    public async Task Fare_that_is_amended_before_the_sending_replaces_the_receipt()
    {
        var id = await BookAndAccept(gateway);
        await RideAndClose(id);

        gateway.Clock.Advance(TimeSpan.FromDays(3));
        await Amend(id, 50);

        Assert.Equal(50m, (decimal)Assert.Single((await Receipt(id))["receipts"]!.AsArray())!["total"]!);
        await Name(id, User);
        await Processed(id);
        var sent = Assert.Single(concur.Stored).Receipt;
        var history = (await Call(HttpMethod.Get, $"/reservations/{id}/history"))["items"]!.AsArray();
        var closed = (DateTimeOffset)history.Single(entry => (string?)entry!["what"] == "closed")!["at"]!;
        Assert.Equal(
            ("50.00", closed.ToOffset(TimeSpan.FromHours(-5)).ToString("yyyy-MM-dd'T'HH:mm:ss'-0500'", CultureInfo.InvariantCulture)),
            ((string?)sent["total"], (string?)sent["dateTime"]));
    }

    [Fact]
    public async Task Tax_that_is_amended_alone_is_adjusted()
    {
        var id = await BookAndAccept(gateway);
        await Name(id, User);
        await RideAndClose(id, """
            { "outcome": "completed", "finalFare": { "basePrice": 40, "serviceCharge": 0, "surCharge": 0, "tax": 2 } }
            """);
        await Processed(id);

        await Amend(id, 39, tax: 3);
        await Processed(id, 2);

        var sent = concur.Stored.Last().Receipt;
        Assert.Equal(("0.00", "1.00", "-1.00"), ((string?)sent["total"], (string?)sent["taxesTotal"], (string?)sent["subtotal"]));
    }

    [Fact]
    public async Task Receipt_of_a_fare_that_becomes_nothing_is_withdrawn()
    {
        var id = await BookAndAccept(gateway);
        await RideAndClose(id);

        await Amend(id, 0);
        Assert.Null((string?)(await Receipt(id))["state"]);
        await Amend(id, 30);
        await Name(id, User);
        await Processed(id);

        Assert.Equal("30.00", (string?)Assert.Single(concur.Stored).Receipt["total"]);
    }

    [Fact]
    public async Task Fare_that_is_amended_afterwards_is_adjusted_in_the_same_collection()
    {
        var id = await BookAndAccept(gateway);
        await Name(id, User);
        await RideAndClose(id);
        await Processed(id);

        await Amend(id, 40);
        await Processed(id, 2);
        await Amend(id, 45);
        await Processed(id, 3);

        Assert.Equal(["42.50", "-2.50", "5.00"], concur.Stored.Select(stored => (string?)stored.Receipt["total"]));
        Assert.Equal([id], concur.Stored.Select(stored => (string?)stored.Receipt["collectionReference"]).Distinct());
        Assert.Equal(3, concur.Stored.Select(stored => (string?)stored.Receipt["reference"]).Distinct().Count());
        var rows = (await Receipt(id))["receipts"]!.AsArray();
        Assert.Equal([false, true, true], rows.Select(row => (bool)row!["isAdjustment"]!));
    }

    [Fact]
    public async Task Receipt_that_may_have_arrived_is_looked_for_and_not_sent_twice()
    {
        concur.Answers.Enqueue(500);
        var id = await BookAndAccept(gateway);
        await Name(id, User);
        await RideAndClose(id);
        await UntilReceipts(id, receipt => (string?)receipt["lastAnswer"] == "HTTP 500");

        gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await Processed(id);

        Assert.Single(concur.Stored);
        Assert.Single(concur.Calls, call => call.StartsWith("POST /receipts", StringComparison.Ordinal));
        Assert.Contains($"GET /receipts/v4/users/{User}", concur.Calls);
    }

    [Fact]
    public async Task Search_that_finds_nothing_lets_the_receipt_go_to_another_user()
    {
        concur.Answers.Enqueue(503);
        concur.Answers.Enqueue(404);
        var id = await BookAndAccept(gateway);
        await Name(id, OtherUser);
        await RideAndClose(id);
        await UntilReceipts(id, receipt => (string?)receipt["state"] == "dead", between: AdvanceToNextStep);

        await Name(id, User);
        await Processed(id);

        Assert.Equal(User, Assert.Single(concur.Stored).User);
        Assert.Contains($"GET /receipts/v4/users/{OtherUser}", concur.Calls);
        Assert.DoesNotContain($"GET /receipts/v4/users/{User}", concur.Calls);
    }

    [Fact]
    public async Task PostBacks_go_on_while_receipts_pause()
    {
        // The token is renewed once, and isn't accepted either.
        concur.Answers.Enqueue(403);
        concur.Answers.Enqueue(403);
        var (paused, other) = (await BookAndAccept(gateway), await BookAndAccept(gateway));
        await Name(paused, User);
        await RideAndClose(paused);
        await UntilReceipts(paused, receipt => ((string)receipt["lastAnswer"]!).StartsWith("HTTP 403", StringComparison.Ordinal));
        var posted = concur.Calls.Count(IsReceipt);

        await RunAction(gateway, other, "close", """{ "outcome": "completed" }""");
        await Until($"/reservations/{other}", found => (bool?)found["lastNotified"]?["isBehind"] == false);

        Assert.Equal(posted, concur.Calls.Count(IsReceipt));
        Assert.Equal("pending", (string?)(await Receipt(paused))["state"]);
        gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        await Processed(paused);

        static bool IsReceipt(string call) => call.StartsWith("POST /receipts", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_receipt_is_dead_until_it_is_retried_with_the_present_settings()
    {
        concur.Answers.Enqueue(400);
        var id = await BookAndAccept(gateway);
        await Name(id, User);
        await RideAndClose(id);
        var dead = await UntilReceipts(id, receipt => (string?)receipt["state"] == "dead");
        Assert.Contains("seller.taxId is required", (string?)dead["details"], StringComparison.Ordinal);

        await SetReceipts("\"taxId\": \"54-1234567\",");
        await Call(HttpMethod.Post, $"/reservations/{id}/receipt/retry");
        await Processed(id);

        Assert.Equal("54-1234567", (string?)Assert.Single(concur.Stored).Receipt["seller"]!["taxId"]);
        Assert.Equal(HttpStatusCode.Conflict, await Status(HttpMethod.Post, $"/reservations/{id}/receipt/retry"));
        await AssertEvents("receipt.dead", "receipt.processed");
    }

    [Fact]
    public async Task Unknown_user_is_corrected_and_a_receipt_that_was_sent_stays()
    {
        concur.Answers.Enqueue(404);
        var id = await BookAndAccept(gateway);
        await Name(id, OtherUser);
        await RideAndClose(id);
        await UntilReceipts(id, receipt => (string?)receipt["state"] == "dead");

        await Name(id, User);
        await Processed(id);

        Assert.Equal(User, Assert.Single(concur.Stored).User);
        Assert.Equal(HttpStatusCode.Conflict, await Status(HttpMethod.Put, $"/reservations/{id}/receipt", Recipient(OtherUser)));
    }

    [Theory]
    [InlineData("\"no-uuid\"")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("null")]
    public async Task Recipient_must_be_a_UUID(string id)
    {
        var reservation = await Book(gateway);

        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            await Status(HttpMethod.Put, $"/reservations/{reservation}/receipt", $$"""{"concurUserId":{{id}}}"""));
    }

    [Fact]
    public async Task Picture_goes_with_the_receipt_and_cant_change_afterwards()
    {
        var id = await BookAndAccept(gateway);
        await RideAndClose(id);
        Assert.Equal(HttpStatusCode.BadRequest, await PutImage(id, "GIF89a"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, await PutImage(id, "%PDF-1.7 first"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, await PutImage(id, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]));

        await Name(id, User);
        await Processed(id);

        Assert.Equal("image/png", Assert.Single(concur.Stored).ContentType);
        Assert.True((bool)(await Receipt(id))["hasImage"]!);
        Assert.Equal(HttpStatusCode.Conflict, await PutImage(id, "%PDF-1.7 late"u8.ToArray()));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutImage(id, new byte[5 * 1024 * 1024 + 1]));
    }

    [Fact]
    public async Task Cancellation_fee_is_receipted_and_a_ride_that_costs_nothing_isnt()
    {
        var (charged, free) = (await BookAndAccept(gateway), await BookAndAccept(gateway));
        await Name(charged, User);
        await RunAction(gateway, free, "cancel", """{ "reason": "No car." }""");
        gateway.Clock.Advance(TimeSpan.FromHours(47));
        await gateway.Concur(Cancel(charged));
        var status = (string?)(await Reservation(charged))["status"];
        if (status == "XB")
            await RunAction(gateway, charged, "accept");

        await Processed(charged);

        var line = Assert.Single(Assert.Single(concur.Stored).Receipt["lineItems"]!.AsArray())!;
        Assert.Equal("Cancellation fee", (string?)line["description"]);
        Assert.Empty((await Receipt(free))["receipts"]!.AsArray());
    }

    [Fact]
    public async Task Vendor_that_doesnt_send_receipts_makes_none()
    {
        await SetReceipts(enabled: "false");
        var id = await BookAndAccept(gateway);

        await RideAndClose(id);

        Assert.Empty((await Receipt(id))["receipts"]!.AsArray());
    }

    [Fact]
    public async Task Receipt_waits_as_long_as_the_vendor_says()
    {
        await SetReceipts("\"sendAfterMinutes\": 30,");
        var id = await BookAndAccept(gateway);
        await Name(id, User);
        await RideAndClose(id);
        await gateway.Send(new DeliverReceipts());
        Assert.Empty(concur.Stored);

        gateway.Clock.Advance(TimeSpan.FromMinutes(31));

        await Processed(id);
    }

    [Fact]
    public async Task Vendor_settings_are_checked()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Status(HttpMethod.Put, "/vendors/LML", Vendor("""{ "enabled": true }""")));
        var answer = await gateway.Dispatch(
            HttpMethod.Put, "/vendors/LML", Vendor("""{ "enabled": true, "taxInvoice": true, "address": { "country": "XX" } }"""), "*");
        var errors = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!.AsArray();
        Assert.Equal(
            ["receipts.legalName", "receipts.taxId", "receipts.address.street", "receipts.address.city", "receipts.address.country"],
            errors.Select(error => (string?)error!["field"]));
        Assert.Equal("Required for tax invoices.", (string?)errors[1]!["message"]);
        var tooLong = await gateway.Dispatch(
            HttpMethod.Put, "/vendors/LML", Vendor($$"""{ "enabled": false, "taxId": "{{new string('1', 101)}}" }"""), "*");
        Assert.Contains("\"At most 100 characters, without control characters.\"", await tooLong.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wire_log_support_case_and_audit_name_nobody()
    {
        var id = await BookAndAccept(gateway);
        await Name(id, User);
        await RideAndClose(id);
        await Processed(id);

        var supportCase = await Until($"/reservations/{id}/support-case", found => found["exchanges"]!.AsArray().Any(IsStatus));
        var text = supportCase.ToJsonString();
        Assert.Equal("processed", (string?)supportCase["receipts"]![0]!["state"]);
        string[] personal = [User, "Miller", "Madison", "cmiller", "400 King", "LimoVendor Inc.", "4444"];
        Assert.All(personal, value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        var audit = (await Call(HttpMethod.Get, "/audit"))["items"]!.AsArray().First(entry => (string?)entry!["subject"] == "receipt")!;
        Assert.Equal((id, "recipient"), ((string?)audit["subjectId"], (string?)audit["detail"]));
        Assert.DoesNotContain(User, audit.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(User, string.Join('\n', gateway.Log.Lines), StringComparison.Ordinal);

        static bool IsStatus(JsonNode? entry) => (string?)entry!["exchange"]!["kind"] == "receiptStatus";
    }

    [Fact]
    public async Task App_shows_the_scope_of_its_token() => Assert.Equal(
        ("granted", "receipts.write"),
        await Call(HttpMethod.Get, "/direct-connects/demo/concur-app") is var app
            ? ((string?)app["receipts"], (string?)app["scopes"]![0]) : default);

    [Fact]
    public async Task App_shows_that_its_token_lacks_the_scope()
    {
        concur.Scope = "user.read travel.write";

        await SetApp();

        var app = await Until("/direct-connects/demo/concur-app", app => (string?)app["receipts"] != "granted");
        Assert.Equal("missing", (string?)app["receipts"]);
    }

    [Theory]
    [InlineData("LIMO receipts.write", "<span class=\"badge good\">allowed</span>")]
    [InlineData("LIMO", "must add the scope receipts.write to the app")]
    [InlineData("", "Concur hasn&#x27;t said")]
    public async Task Console_shows_whether_the_app_of_a_connection_may_send_receipts(string scope, string shown)
    {
        concur.Scope = scope;
        await SetApp();
        using var browser = await ConsoleBrowser.SignedIn(gateway);

        var page = await browser.Get("/console/settings/connections");

        Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Equal(scope == "LIMO", page.Contains("<span class=\"badge wrong\">not allowed</span>", StringComparison.Ordinal));
    }

    private async Task RideAndClose(string id, string close = """{ "outcome": "completed" }""")
    {
        var pickup = (DateTimeOffset)(await Reservation(id))["ride"]!["start"]!;
        if (pickup > gateway.Clock.GetUtcNow())
            gateway.Clock.Advance(pickup - gateway.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        await RunAction(gateway, id, "progress", """{ "state": "onBoard", "driver": { "name": "D. 7", "number": "DFE154" } }""");
        gateway.Clock.Advance(TimeSpan.FromMinutes(21));
        await RunAction(gateway, id, "progress", """{ "state": "completed" }""");
        gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAction(gateway, id, "close", close);
    }

    private Task<JsonNode> Amend(string id, decimal fare, decimal tax = 0) => Call(
        HttpMethod.Patch, $"/reservations/{id}",
        $$"""{ "finalFare": { "basePrice": {{fare}}, "serviceCharge": 0, "surCharge": 0, "tax": {{tax}} } }""");

    private Task<JsonNode> SetApp() => Call(HttpMethod.Put, "/direct-connects/demo/concur-app", $$"""
        { "clientId": "client", "clientSecret": "secret", "geolocation": "{{concur.Url.GetLeftPart(UriPartial.Authority)}}",
          "refreshToken": "r0" }
        """);

    private Task<JsonNode> Receipt(string id) => Call(HttpMethod.Get, $"/reservations/{id}/receipt");

    private Task<JsonNode> Reservation(string id) => Call(HttpMethod.Get, $"/reservations/{id}");

    private Task<JsonNode> Name(string id, string user) => Call(HttpMethod.Put, $"/reservations/{id}/receipt", Recipient(user));

    private static string Recipient(string user) => $$"""{ "concurUserId": "{{user}}" }""";

    /// <summary>Waits until all of the reservation's receipts are processed, and returns the last one.</summary>
    private Task<JsonNode> Processed(string id, int count = 1) => UntilReceipts(
        id, receipt => (string?)receipt["state"] == "processed", count, AdvanceToNextStep);

    /// <summary>Only while no call is under way: what is being sent is still due. Only the first of several has a next step.</summary>
    private void AdvanceToNextStep(JsonNode all)
    {
        var next = all["receipts"]!.AsArray().Select(row => (DateTimeOffset?)row!["dueAt"]).FirstOrDefault(due => due is not null);
        if (next - gateway.Clock.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
            gateway.Clock.Advance(wait);
    }

    private async Task<JsonNode> UntilReceipts(string id, Func<JsonNode, bool> isReached, int count = 1, Action<JsonNode>? between = null)
    {
        var found = await Until(
            $"/reservations/{id}/receipt",
            all => all["receipts"]!.AsArray() is var rows && rows.Count == count && rows.All(row => isReached(row!)), between);
        return found["receipts"]![count - 1]!;
    }

    private Task<JsonNode> Until(string path, Func<JsonNode, bool> isReached, Action<JsonNode>? between = null) => Poll.For(async () =>
    {
        await gateway.Send(new DeliverReceipts());
        var found = await Call(HttpMethod.Get, path);
        if (isReached(found))
            return found;
        between?.Invoke(found);
        return null;
    });

    /// <summary>Waits until these events, and no others of receipts, have their places in the feed.</summary>
    private async Task AssertEvents(params string[] types)
    {
        const string Wanted = "/events?limit=200&types=receipt.awaitingRecipient,receipt.processed,receipt.dead";
        var all = await Until(Wanted, page => page["items"]!.AsArray().Count >= types.Length);
        Assert.Equal(types, all["items"]!.AsArray().Select(happened => (string)happened!["type"]!));
    }

    private Task<JsonNode> SetReceipts(string more = "", string enabled = "true") => Call(HttpMethod.Put, "/vendors/LML", Vendor($$"""
        { "enabled": {{enabled}}, "legalName": "LimoVendor Inc.", {{more}}
          "address": { "street": "400 King Street", "city": "Alexandria", "state": "VA", "country": "US", "postalCode": "22314" } }
        """));

    private static string Vendor(string receipts) => $$"""
        { "code": "LML", "name": "LimoVendor", "phone": "4354654654", "currency": "USD", "timeZone": "America/New_York",
          "receipts": {{receipts}} }
        """;

    private async Task<JsonNode> Call(HttpMethod method, string path, string? json = null)
    {
        using var answer = await gateway.Dispatch(method, path, json, "*");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {body}");
        return JsonNode.Parse(body)!;
    }

    private async Task<HttpStatusCode> Status(HttpMethod method, string path, string? json = null)
    {
        using var answer = await gateway.Dispatch(method, path, json, "*");
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PutImage(string id, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/reservations/{id}/receipt/image");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo-admin-key");
        request.Headers.ExpectContinue = content.Length > 1024 * 1024;
        request.Content = new ByteArrayContent(content);
        // The content decides, not what the header says.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await gateway.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
