using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConcurSimulator.Booking;

/// <summary>What the gateway's REST side answered; no status where it didn't.</summary>
public sealed record AdminAnswer(int? HttpStatus, JsonNode? Body)
{
    public Outcome Outcome => HttpStatus switch
    {
        200 when Body is not null => Outcome.Ok,
        404 or 409 or 412 => Outcome.Refused,
        null or >= 500 => Outcome.Unknown,
        _ => Outcome.Invalid,
    };

    public string Why => HttpStatus switch
    {
        null => "no answer",
        200 => Body is null ? "not JSON" : "",
        _ => string.Create(CultureInfo.InvariantCulture, $"HTTP {HttpStatus}"),
    };
}

/// <summary>Calls the gateway as the supplier's dispatch system does.</summary>
public sealed class AdminClient : IDisposable
{
    private readonly HttpClient http;

    public AdminClient(BookSettings settings, string adminKey)
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = settings.Gateway, Timeout = settings.Timeout };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
    }

    public Task<AdminAnswer> WaitingForDecision(CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Get, "/api/v1/reservations?needsDecision=true&limit=100"), ct);

    /// <param name="decision">accept or decline.</param>
    /// <param name="version">Of the reservation that was looked at: a newer one isn't decided blindly.</param>
    public Task<AdminAnswer> Decide(string reservationId, int version, string decision, CancellationToken ct)
    {
        var body = decision == "accept" ? "{}" : """{"reason":"No car is free."}""";
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/reservations/{reservationId}/{decision}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
        return Send(request, ct);
    }

    public void Dispose() => http.Dispose();

    private async Task<AdminAnswer> Send(HttpRequestMessage request, CancellationToken ct)
    {
        using var sent = request;
        try
        {
            using var response = await http.SendAsync(sent, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return new AdminAnswer((int)response.StatusCode, response.IsSuccessStatusCode ? Parse(body) : null);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new AdminAnswer(null, null);
        }
    }

    private static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
