using System.Collections.Concurrent;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.ConcurClient.Receipts;
using GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.Receipts;

/// <summary>The calls to Concur's receipt service, on a real connection.</summary>
public sealed class ConcurReceiptClientTests : IAsyncLifetime
{
    private const string User = "08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6";
    private const string ReceiptId = "b0a4ab2bce8a49a08cf177cb997bf2ee";
    private const string Schema = "<http://schema.concursolutions.com/ground-transport-receipt.schema.json>";

    private readonly RecordedExchanges wireLog = new();
    private ReceiptServer concur = null!;
    private ScriptedTokens tokens = null!;

    public async ValueTask InitializeAsync()
    {
        concur = await ReceiptServer.Start();
        tokens = new ScriptedTokens(new AccessToken.Available("token-1", concur.Url), new AccessToken.Available("token-2", concur.Url));
    }

    public ValueTask DisposeAsync() => concur.DisposeAsync();

    [Fact]
    public async Task Receipt_is_posted_as_Concur_documents_it()
    {
        Respond(201, "", $"Location: {concur.Url}receipts/v4/{ReceiptId}",
            $"Link: {Schema}; rel=\"describedBy\", <{concur.Url}receipts/v4/status/{ReceiptId}>; rel=\"processing-status\"");

        var answer = await Advance(Row());

        Assert.Equal(
            (ReceiptStep.Send, ReceiptAnswerKind.Accepted, 201, ReceiptId, $"{concur.Url}receipts/v4/status/{ReceiptId}", "concur-1"),
            (answer.Step, answer.Kind, answer.Status, answer.ConcurReceiptId, answer.StatusUrl, answer.CorrelationId));
        var request = Assert.Single(concur.Requests);
        Assert.Equal(
            ($"POST /receipts/v4/users/{User}", "Bearer token-1", $"{Schema};rel=describedBy", "application/json", "1-3-receipt-1"),
            (request.Line, request.Headers["Authorization"], request.Headers["Link"], request.Headers["Content-Type"],
                request.Headers["concur-correlationid"]));
        Assert.Equal("""{"reference":"1-3"}""", request.Body);
    }

    [Fact]
    public async Task Picture_is_sent_as_a_form_of_two_parts()
    {
        Respond(202, "", $"Location: /receipts/v4/{ReceiptId}");

        var answer = await Advance(Row(), new ReceiptImage(1, "image/png", [0x89, 0x50, 0x4E, 0x47]));

        Assert.Equal((ReceiptAnswerKind.Accepted, $"{concur.Url}receipts/v4/status/{ReceiptId}"), (answer.Kind, answer.StatusUrl));
        var request = Assert.Single(concur.Requests);
        Assert.Matches("^multipart/form-data; boundary=[0-9a-f]{32}$", request.Headers["Content-Type"]);
        Assert.Contains("Content-Type: application/json\r\nContent-Disposition: form-data; name=\"receipt\"\r\n\r\n{\"reference\":\"1-3\"}",
            request.Body, StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/png\r\nContent-Disposition: form-data; name=\"image\"; filename=\"receipt.png\"",
            request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Token_that_isnt_accepted_is_renewed_once(int status)
    {
        Respond(status);
        Respond(status);

        var answer = await Advance(Row());

        Assert.Equal((ReceiptAnswerKind.Status, status), (answer.Kind, answer.Status));
        Assert.Equal(["Bearer token-1", "Bearer token-2"], concur.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal(["", "token-1"], tokens.Refused);
        Assert.Equal(status == 403, answer.Text.Contains("receipts.write", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Token_that_cant_be_renewed_pauses_the_connection(int status)
    {
        tokens = new ScriptedTokens(
            new AccessToken.Available("token-1", concur.Url),
            new AccessToken.Unavailable(ConcurAppState.Connected, "The endpoint is down."));
        Respond(status);

        var answer = await Advance(Row());

        Assert.Equal((ReceiptAnswerKind.NoCredential, true), (answer.Kind, answer.ConcernsConnection));
        Assert.Contains("The endpoint is down.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_refusal_says_of_a_person_isnt_kept()
    {
        Respond(400, """{"validationErrors":[{"message":"wrong name","data":{"name":"C. Miller"}}]}""");
        Respond(400, "C. Miller isn't known");

        Assert.Equal("""[{"message":"wrong name","data":{"name":"…"}}]""", (await Advance(Row())).Details);
        Assert.Equal("(unreadable, 21 bytes)", (await Advance(Row())).Details);
    }

    [Fact]
    public async Task Address_of_the_status_that_is_too_long_to_be_stored_is_replaced()
    {
        Respond(201, "", $"Location: /receipts/v4/{ReceiptId}",
            $"Link: <{concur.Url}status/{new string('1', 480)}>; rel=processing-status");

        Assert.Equal($"{concur.Url}receipts/v4/status/{ReceiptId}", (await Advance(Row())).StatusUrl);
    }

    [Fact]
    public async Task Only_the_list_may_be_long()
    {
        var filler = new string(' ', 65_536);
        Respond(200, $$"""{"status":"PROCESSED"}{{filler}}""");
        Respond(200, $$"""{"receipts":[]}{{filler}}""");
        Respond(201, "", $"Location: /receipts/v4/{ReceiptId}");
        var row = Row();
        (row.ConcurReceiptId, row.StatusUrl) = (ReceiptId, $"{concur.Url}receipts/v4/status/{ReceiptId}");

        Assert.Equal(ReceiptAnswerKind.Unreadable, (await Advance(row)).Kind);
        Assert.Equal(ReceiptAnswerKind.Accepted, (await Advance(Uncertain())).Kind);
    }

    [Fact]
    public async Task Refused_receipt_has_its_validation_errors()
    {
        Respond(400, """{"validationErrors":[{"message":"total is required","dataPath":".total"}]}""");

        var answer = await Advance(Row());

        Assert.Equal((400, """[{"message":"total is required","dataPath":".total"}]"""), (answer.Status, answer.Details));
        var exchange = Assert.Single(wireLog.Exchanges);
        Assert.Equal((ExchangeKind.Receipt, ExchangeOutcome.Refused), (exchange.Kind, exchange.Outcome));
        Assert.DoesNotContain("token-1", exchange.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: https://us.api.concursolutions.com/receipts/v4/x%20y")]
    public async Task Acceptance_without_an_id_leaves_it_open(string header)
    {
        Respond(201, "", header.Length == 0 ? [] : [header]);

        Assert.Equal(ReceiptAnswerKind.Unreadable, (await Advance(Row())).Kind);
    }

    [Fact]
    public async Task Token_never_goes_to_an_address_that_isnt_Concurs()
    {
        Respond(201, "", $"Location: /receipts/v4/{ReceiptId}", "Link: <https://evil.example/status/1>; rel=\"processing-status\"");

        var answer = await Advance(Row());

        Assert.Equal($"{concur.Url}receipts/v4/status/{ReceiptId}", answer.StatusUrl);
    }

    [Fact]
    public async Task Search_follows_next_and_finds_ours()
    {
        var next = $"{concur.Url}receipts/v4/users/{User}?page=2";
        Respond(200, $$$"""{"receipts":[{"id":"1","receipt":{"reference":"1-2"}}],"next":"{{{next}}}"}""");
        Respond(200, $$$"""{"receipts":[{"id":"{{{ReceiptId}}}","receipt":{"reference":"1-3"}}]}""");

        var answer = await Advance(Uncertain());

        Assert.Equal((ReceiptStep.Search, ReceiptAnswerKind.Accepted, ReceiptId), (answer.Step, answer.Kind, answer.ConcurReceiptId));
        Assert.Equal(
            [$"GET /receipts/v4/users/{User}", $"GET /receipts/v4/users/{User}?page=2"], concur.Requests.Select(request => request.Line));
        Assert.All(wireLog.Exchanges, exchange => Assert.Equal(("", ""), (exchange.Request, exchange.Answer)));
    }

    [Fact]
    public async Task Receipt_that_isnt_found_is_sent_again()
    {
        Respond(200, """{"receipts":[{"id":"1","receipt":{"reference":"1-30"}}],"next":""}""");
        Respond(201, "", $"Location: /receipts/v4/{ReceiptId}");

        var answer = await Advance(Uncertain());

        Assert.Equal((ReceiptStep.Send, ReceiptAnswerKind.Accepted, true), (answer.Step, answer.Kind, answer.SearchFoundNothing));
        Assert.StartsWith("POST", concur.Requests.Last().Line, StringComparison.Ordinal);
        Assert.Equal(
            [
                (ExchangeKind.ReceiptSearch, ExchangeOutcome.Ok, "", ""),
                (ExchangeKind.Receipt, ExchangeOutcome.Ok, """{"reference":"1-3"}""", ""),
            ],
            wireLog.Exchanges.Select(exchange => (exchange.Kind, exchange.Outcome, exchange.Request, exchange.Answer)));
    }

    [Fact]
    public async Task Search_isnt_repeated_when_the_sending_after_it_needs_another_token()
    {
        Respond(200, """{"receipts":[],"next":null}""");
        Respond(403);
        Respond(404);

        var answer = await Advance(Uncertain());

        Assert.Equal((ReceiptStep.Send, 404, true), (answer.Step, answer.Status, answer.SearchFoundNothing));
        Assert.Equal(["GET", "POST", "POST"], concur.Requests.Select(request => request.Line.Split(' ')[0]));
    }

    [Fact]
    public async Task User_without_receipts_gets_it()
    {
        Respond(404);
        Respond(201, "", $"Location: /receipts/v4/{ReceiptId}");

        Assert.Equal(ReceiptAnswerKind.Accepted, (await Advance(Uncertain())).Kind);
    }

    [Theory]
    [InlineData(404, "", ReceiptAnswerKind.Status, 2)]
    [InlineData(200, """{"receipts":[],"next":"?page=2"}""", ReceiptAnswerKind.Unreadable, 2)]
    [InlineData(200, """{"receipts":[],"next":""}""", ReceiptAnswerKind.Accepted, 3)]
    public async Task List_is_complete_only_at_the_end_of_its_last_page(int status, string second, ReceiptAnswerKind kind, int requests)
    {
        Respond(200, """{"receipts":[],"next":"?page=2"}""");
        Respond(status, second);
        Respond(201, "", $"Location: /receipts/v4/{ReceiptId}");

        Assert.Equal(kind, (await Advance(Uncertain())).Kind);
        Assert.Equal(requests, concur.Requests.Count);
    }

    [Theory]
    [InlineData(500, "", ReceiptAnswerKind.Status)]
    [InlineData(200, """{"receipts":[],"next":2}""", ReceiptAnswerKind.Unreadable)]
    [InlineData(200, """{"receipts":[],"next":{"page":2}}""", ReceiptAnswerKind.Unreadable)]
    [InlineData(200, """{"receipts":[],"next":"\ud800"}""", ReceiptAnswerKind.Unreadable)]
    [InlineData(200, """{"receipts":[{"id":"a b","receipt":{"reference":"1-3"}}]}""", ReceiptAnswerKind.Unreadable)]
    [InlineData(200, "<html>", ReceiptAnswerKind.Unreadable)]
    [InlineData(200, """{"receipts":[],"next":"https://evil.example/page2"}""", ReceiptAnswerKind.Unreadable)]
    public async Task Search_that_fails_sends_nothing(int status, string body, ReceiptAnswerKind kind)
    {
        Respond(status, body);

        var answer = await Advance(Uncertain());

        Assert.Equal((ReceiptStep.Search, kind), (answer.Step, answer.Kind));
        Assert.DoesNotContain(concur.Requests, request => request.Line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PROCESSED", ReceiptAnswerKind.Processed)]
    [InlineData("FAILED", ReceiptAnswerKind.ProcessingFailed)]
    [InlineData("PROCESSING", ReceiptAnswerKind.Processing)]
    [InlineData("ACCEPTED", ReceiptAnswerKind.Processing)]
    [InlineData("SOMETHING", ReceiptAnswerKind.Unreadable)]
    public async Task Status_is_followed_with_its_log(string status, ReceiptAnswerKind kind)
    {
        Respond(200, $$"""
            {"status":"{{status}}",
             "logs":[{"logLevel":"INFO","message":"Receipt image generated.","timestamp":"Mon, 08 May 2017 23:05:53 GMT"}]}
            """);
        var row = Row();
        (row.ConcurReceiptId, row.StatusUrl) = (ReceiptId, $"{concur.Url}receipts/v4/status/{ReceiptId}");

        var answer = await Advance(row);

        Assert.Equal(
            (ReceiptStep.Follow, kind, "Mon, 08 May 2017 23:05:53 GMT INFO Receipt image generated."),
            (answer.Step, answer.Kind, answer.Details));
        Assert.Equal($"GET /receipts/v4/status/{ReceiptId}", Assert.Single(concur.Requests).Line);
    }

    [Fact]
    public async Task Connection_without_an_app_sends_nothing_and_says_why()
    {
        tokens = new ScriptedTokens(new AccessToken.NoApp());

        var answer = await Advance(Row());

        Assert.Equal(ReceiptAnswerKind.NoCredential, answer.Kind);
        Assert.Contains("no concur-app", answer.Text, StringComparison.Ordinal);
        Assert.Empty(concur.Requests);
    }

    private void Respond(int status, string body = "", params string[] headers) => concur.Responses.Enqueue((status, body, headers));

    private async Task<ReceiptAnswer> Advance(ReceiptDelivery row, ReceiptImage? image = null)
    {
        row.Image = image;
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeClock(TestClock.Now))
            .AddSingleton(new PostBackSettings { Timeout = TimeSpan.FromSeconds(30) })
            .AddSingleton(new TokenSettings { Geolocations = new GeolocationRule($"127.0.0.1:{concur.Url.Port}") })
            .AddSingleton<IWireLog>(wireLog)
            .AddSingleton<IAccessTokenProvider>(tokens)
            .AddReceiptDelivery()
            .BuildServiceProvider();
        return await services.GetRequiredService<IConcurReceiptClient>()
            .Advance(row, "1-3-receipt-1", TestContext.Current.CancellationToken);
    }

    private static ReceiptDelivery Uncertain()
    {
        var row = Row();
        row.Attempts = 1;
        return row;
    }

    private static ReceiptDelivery Row() => new()
    {
        ReservationId = 1,
        Seq = 3,
        DirectConnectId = "dc",
        VendorCode = "LML",
        Reference = "1-3",
        IsAdjustment = false,
        UserId = User,
        PassengerKey = "",
        Currency = "USD",
        TotalMinor = 4250,
        TaxMinor = 150,
        Payload = """{"reference":"1-3"}""",
        CorrelationId = "",
        CreatedAt = TestClock.Now,
        NotBefore = TestClock.Now,
    };

    private sealed class RecordedExchanges : IWireLog
    {
        public ConcurrentQueue<Exchange> Exchanges { get; } = new();

        public bool ShouldRecord(ExchangeKind kind, ExchangeOutcome outcome, string directConnectId, string why) => true;

        public void Record(Exchange exchange) => Exchanges.Enqueue(exchange);
    }
}
