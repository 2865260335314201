using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Console;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Api.Tests.Supplier;
using GroundTransport.Application;
using GroundTransport.Application.PostBacks;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Limits;

/// <summary>A thousand card numbers on every way into the gateway leave nothing in it and nothing behind it.</summary>
public sealed partial class CardNumberTests : IAsyncLifetime
{
    private static readonly string[] Prefixes = ["4", "51", "2221", "34", "37", "36", "6011", "65", "3528", "62"];

    private static readonly string[] SellTexts =
    [
        "PickupInstructions", "DropoffInstructions", "RequestedDriver", "SpecialServiceRequest", "PickupServiceArrangement",
        "DropoffServiceArrangement", "ExtraStopArrangement", "PrimaryPassenger/FirstName", "PrimaryPassenger/LastName",
        "PrimaryPassenger/Phone", "PrimaryPassenger/EmailAddress", "AccountingInfo/AccountingField1", "AccountingInfo/AccountingField5",
        "Booker/UserID", "Booker/Phone", "CorporateClient/CompanyCode", "PickupLocation/Address",
        "DropoffLocation/Airport/Flight/FlightNumber",
    ];

    private static readonly string[] SearchTexts =
        ["PickupLocation/Address", "PickupLocation/City", "PickupInstructions", "DiscountCode", "LanguageCode", "NumPassengers"];

    private readonly PostBackServer postBacks = new();
    private readonly RunningGateway gateway;
    private readonly Random random = new(8);
    private readonly List<string> canaries = [];
    private readonly StringBuilder seen = new();
    private readonly List<string> tags = [];

    public CardNumberTests() => gateway = new RunningGateway(postBacks.Url);

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
    public async Task Thousand_card_numbers_leave_nothing_in_database_log_trace_answers_and_PostBacks()
    {
        using var listener = Listen();
        var id = await SendAsConcur();
        await SendAsOperator(id);
        await SendByConsole(id);
        await SendAsStranger();
        await AnswerPostBacks(id);
        Assert.InRange(canaries.Count, 1000, 2000);

        foreach (var path in new[] { "/exchanges?limit=100", $"/reservations/{id}", $"/reservations/{id}/history",
            $"/reservations/{id}/support-case", "/post-backs", "/events?limit=100", "/api-keys?limit=100", "/vendors?limit=100" })
            await Keep(await gateway.Dispatch(HttpMethod.Get, path));
        seen.Append(gateway.Stored()).AppendJoin('\n', gateway.Log.Lines).AppendJoin('\n', tags);
        var text = seen.ToString();
        Assert.Contains(id, text, StringComparison.Ordinal);
        Assert.Contains("XXXX", text, StringComparison.Ordinal);
        Assert.All(canaries, canary =>
        {
            Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain(new string([.. canary.Where(char.IsAsciiDigit)]), text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Idempotency_key_is_stored_as_a_hash()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupplierFixture.AdminKey);
        request.Headers.Add("Idempotency-Key", "order-4711-of-Mr-Miller");
        request.Content = new StringContent("""{ "name": "x", "role": "read" }""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Created, (await gateway.Http.SendAsync(request)).StatusCode);

        Assert.DoesNotContain("Mr-Miller", gateway.Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_idempotency_key_is_taken_however_its_digits_fall()
    {
        Assert.Equal(HttpStatusCode.Created, await Make("1bfb4111111111111111a0c5d2e9f731"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Make("order-4111111111111111"));

        async Task<HttpStatusCode> Make(string idempotencyKey)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupplierFixture.AdminKey);
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            request.Content = new StringContent("""{ "name": "x", "role": "read" }""", Encoding.UTF8, "application/json");
            using var answer = await gateway.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("x-datadog-trace-id", "4111111111111111")]
    [InlineData("X-Request-Id", "a4111111111111111b")]
    [InlineData("traceparent", "00-4111111111111111a4111111111111ab-00f067aa0ba902b7-01")]
    [InlineData("If-None-Match", "\"3.a4111111111111111\"")]
    public async Task Id_in_a_header_that_looks_like_a_card_number_is_served(string header, string value) =>
        Assert.Equal(200, await Status(HttpMethod.Get, "/api/v1/reservations", (header, value)));

    [Theory]
    [InlineData("00-4111111111111111a4111111111111ab-00f067aa0ba902b7-01", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true)]
    public async Task Trace_id_of_the_caller_becomes_the_correlation_id_unless_it_looks_like_a_card_number(string traceparent, bool isTaken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("traceparent", traceparent);
        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal(isTaken, answer.Headers.GetValues("concur-correlationid").Single() == traceparent.Split('-')[1]);
    }

    [Fact]
    public void Secrets_tokens_and_addresses_of_a_request_are_verbatim_and_nothing_else_is()
    {
        var bodies = gateway.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(group => group.Items).SelectMany(route => route.ParameterDescriptions)
            .Where(parameter => parameter.Source == BindingSource.Body).Select(parameter => parameter.Type).Distinct().ToList();
        var texts = bodies.SelectMany(TextsOf).Distinct().ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(
            SecretName().IsMatch(text.Name) == text.IsDefined(typeof(VerbatimAttribute)), $"{text.DeclaringType}.{text.Name}"));
    }

    [Fact]
    public async Task Card_number_in_a_path_parameter_header_or_plan_is_refused()
    {
        Assert.Equal(422, await Status(HttpMethod.Get, $"/api/v1/reservations/{Canary()}"));
        Assert.Equal(422, await Status(HttpMethod.Get, $"/api/v1/reservations?vendor={Canary()}"));
        Assert.Equal(422, await Status(HttpMethod.Get, $"/api/v1/reservations?{Canary().Replace(' ', '+')}=1"));
        Assert.Equal(422, await Status(HttpMethod.Get, "/api/v1/reservations", ("X-Note", Canary())));
        Assert.Equal(422, await Status(HttpMethod.Post, "/api/v1/backups", ("Idempotency-Key", "4111111111111111")));
        Assert.Equal(200, await Status(HttpMethod.Get, "/api/v1/reservations", ("concur-correlationid", "4111111111111111")));
        foreach (var digits in new[] { Canary(), @"\u0034111111111111111" })
        {
            using var plan = await gateway.Dispatch(HttpMethod.Put, "/vendors/LML/rate-plan",
                SupplierFixture.Plan(node => node["cancellation"] = "{{note}}").Replace("{{note}}", digits, StringComparison.Ordinal));
            Assert.Contains("card number", await plan.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<PropertyInfo> TextsOf(Type type) => type.GetProperties().SelectMany(property =>
        property.PropertyType == typeof(string) ? [property]
        : property.PropertyType.Assembly.GetName().Name!.StartsWith("GroundTransport", StringComparison.Ordinal)
            && property.PropertyType.IsClass ? TextsOf(property.PropertyType) : []);

    [GeneratedRegex("Secret|Token|Password|Key|Quote|Url|Geolocation|Principal|PendingConnection|(Client|User|Session)Id")]
    private static partial Regex SecretName();

    private async Task<string> SendAsConcur()
    {
        var booked = "";
        for (var i = 0; i < 35; i++)
        {
            var sell = Sell(gateway, await gateway.Concur(Search(gateway)));
            // Of the first ones only what may contain anything: they are sold.
            foreach (var path in i < 5 ? SellTexts[..7] : SellTexts)
                sell.Set(path, $"note {Canary()}");
            var reply = await gateway.Concur(sell);
            seen.Append(reply);
            if (booked.Length == 0 && reply["ReservationID"] is { Length: > 0 } id)
                booked = id;
        }
        Assert.NotEmpty(booked);
        for (var i = 0; i < 20; i++)
        {
            var search = Search(gateway);
            foreach (var path in SearchTexts)
                search.Set(path, Canary());
            seen.Append(await gateway.Concur(search));
            seen.Append(await gateway.Concur(Detail(Canary())));
            seen.Append(await gateway.Concur(Cancel(Canary())));
            await Keep(await gateway.Post(Encoding.UTF8.GetBytes($"<CC_LimoSellRequest>{Canary()}")));
            await Keep(await gateway.Post(Encoding.UTF8.GetBytes($"<Nonsense>{Canary()}</Nonsense>")));
            await Keep(await gateway.Post(Encoding.UTF8.GetBytes(Search(gateway).ToString()), correlationId: Digits(Canary())));
            await Keep(await gateway.Post(Encoding.UTF8.GetBytes(Search(gateway).ToString()), user: Canary()));
        }
        var update = Update(gateway, booked);
        foreach (var path in SellTexts[..7])
            update.Set(path, $"note {Canary()}");
        seen.Append(await gateway.Concur(update));
        return booked;
    }

    private async Task SendAsOperator(string id)
    {
        for (var i = 0; i < 20; i++)
        {
            await Keep(await gateway.Dispatch(HttpMethod.Post, "/api-keys", $$"""{ "name": "{{Canary()}}", "role": "read" }"""));
            await Keep(await gateway.Dispatch(HttpMethod.Post, "/vendors", $$"""{ "code": "V{{i}}", "name": "{{Canary()}}", "phone": """
                + $$""" "{{Canary()}}", "currency": "USD", "timeZone": "America/New_York" }"""));
            await Keep(await gateway.Dispatch(HttpMethod.Post, "/vendors", $$"""{ "{{Canary()}}": 1 }"""));
            await Keep(await gateway.Dispatch(HttpMethod.Get, $"/reservations/{Canary()}"));
            await Keep(await gateway.Dispatch(HttpMethod.Get, $"/reservations?vendor={Canary()}"));
            await Keep(await gateway.Dispatch(HttpMethod.Get, $"/reservations?{Canary()}=1"));
            await Keep(await gateway.Dispatch(HttpMethod.Get, $"/{Canary()}"));
            await Keep(await gateway.Dispatch(
                HttpMethod.Post, $"/reservations/{id}/decline", $$"""{ "reason": "{{Canary()}}" }""", "\"99\""));
            await Keep(await gateway.Dispatch(
                HttpMethod.Put, "/vendors/LML/rate-plan", SupplierFixture.Plan(plan => plan[Canary()] = Canary())));
        }
        await Keep(await gateway.Dispatch(HttpMethod.Patch, $"/reservations/{id}",
            $$"""{ "externalReference": "{{Canary()}}", "driver": { "name": "{{Canary()}}" } }""", "*"));
    }

    private async Task SendByConsole(string id)
    {
        using var browser = await ConsoleBrowser.SignedIn(gateway);
        var page = await browser.Get($"/console/rides/{id}");
        for (var version = 1; version <= 6; version++)
        {
            await Keep(await browser.Post($"/console/rides/{id}/crew", page, ("version", $"{version}"), ("driverName", Canary()),
                ("driverPhone", Canary()), ("make", Canary()), ("pickupInstructions", $"at {Canary()}"), ("externalReference", Canary())));
            await Keep(await browser.Post($"/console/rides/{id}/decline", page, ("version", "99"), ("reason", Canary())));
            await Keep(await browser.Post($"/console/rides/{id}/receipt", page, ("concurUserId", Canary())));
        }
        await Keep(await browser.Post("/console/settings/keys", page, ("name", Canary()), ("role", "read"), ("once", "once")));
        await Keep(await browser.Post(
            "/console/settings/webhooks", page, ("url", "https://hooks.example/x"), ("description", Canary()), ("once", "once")));
        await Keep(await browser.Post(
            "/console/settings/connections", page, ("name", Canary()), ("vendorCodes", "LML"), ("once", "twice")));
        await Keep(await browser.Post("/console/settings/vendors", page, ("code", "CARD"), ("name", Canary()), ("phone", "703 555 0142"),
            ("currency", "USD"), ("timeZone", "America/New_York"), ("receipts.taxId", Canary())));
        await Keep(await browser.Send(HttpMethod.Get, $"/console/rides?q={Canary()}"));
    }

    private async Task SendAsStranger()
    {
        for (var i = 0; i < 10; i++)
        {
            await Keep(await gateway.Http.GetAsync($"/concur/connect?id={Canary()}&userId={Canary()}&requestToken=token-{i}"));
            await Keep(await gateway.Http.GetAsync($"/{Canary()}"));
            await Keep(await gateway.Dispatch(HttpMethod.Get, "/vendors", key: Canary()));
        }
    }

    private async Task AnswerPostBacks(string id)
    {
        for (var i = 0; i < 3; i++)
            postBacks.Responses.Enqueue((200, $"<CC_LimoPostBackResponse><Error>{Canary()}</Error></CC_LimoPostBackResponse>"));
        await RunAction(gateway, id, "accept");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            seen.Append((await postBacks.Next()).Message);
            await gateway.Log.Find(line => line.Contains($" attempt {attempt}: Error", StringComparison.Ordinal));
            gateway.Clock.Advance(TimeSpan.FromHours(1));
            await gateway.Send(new DeliverPostBacks());
        }
    }

    private async Task Keep(HttpResponseMessage answer)
    {
        using (answer)
            seen.Append(answer.Headers).AppendLine(await answer.Content.ReadAsStringAsync());
    }

    private async Task<int> Status(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SupplierFixture.AdminKey);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await gateway.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (tags)
                    tags.AddRange([activity.DisplayName, .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")]);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>A new card number, in one of the ways to write it.</summary>
    private string Canary()
    {
        var prefix = Prefixes[random.Next(Prefixes.Length)];
        var length = prefix is "34" or "37" ? 15 : prefix is "36" ? 14 : 16;
        var digits = prefix + string.Concat(Enumerable.Range(0, length - prefix.Length - 1).Select(_ => random.Next(10)));
        var sum = digits.Reverse().Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
        digits += ((10 - sum % 10) % 10).ToString(CultureInfo.InvariantCulture);
        var separator = random.Next(3) switch { 0 => "", 1 => " ", _ => "-" };
        var canary = string.Join(separator, digits.Chunk(4).Select(group => new string(group)));
        canaries.Add(canary);
        return canary;
    }

    private static string Digits(string canary) => new([.. canary.Where(char.IsAsciiDigit)]);
}
