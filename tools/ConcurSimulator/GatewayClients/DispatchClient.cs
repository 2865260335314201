using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConcurSimulator.GatewayClients;

/// <summary>The response of the gateway's REST API.</summary>
/// <param name="HttpStatus">Null without a response.</param>
/// <param name="Body">Null unless the response is a success with a JSON body.</param>
public sealed record DispatchResponse(int? HttpStatus, JsonNode? Body)
{
    public Outcome Outcome => HttpStatus switch
    {
        200 when Body is not null => Outcome.Ok,
        404 or 409 or 412 => Outcome.Refused,
        null or >= 500 => Outcome.Unknown,
        _ => Outcome.Invalid,
    };

    /// <summary>Empty if the call succeeded.</summary>
    public string FailureReason => HttpStatus switch
    {
        null => "no response",
        200 => Body is null ? "not JSON" : "",
        _ => FormattableString.Invariant($"HTTP {HttpStatus}"),
    };
}

/// <summary>
/// Calls the gateway's REST API as the supplier's dispatch system does. A call without a response is an outcome, not an exception.
/// </summary>
public sealed class DispatchClient : IDisposable
{
    private readonly HttpClient http;

    public DispatchClient(Uri gateway, string apiKey, TimeSpan timeout)
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = gateway,
            Timeout = timeout,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public Task<DispatchResponse> ListPendingDecisions(CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Get, "/api/v1/reservations?needsDecision=true&limit=100"), ct);

    public Task<DispatchResponse> ListReceiptsWithoutRecipient(CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Get, "/api/v1/receipts?state=awaitingRecipient&limit=100"), ct);

    /// <summary>Names the Concur user who gets the receipt.</summary>
    public Task<DispatchResponse> NameRecipient(string reservationId, Guid userId, CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Put, $"/api/v1/reservations/{reservationId}/receipt")
        {
            Content = new StringContent($$"""{"concurUserId":"{{userId}}"}""", Encoding.UTF8, "application/json"),
        }, ct);

    /// <param name="version">The version that was read: the gateway refuses the decision if the reservation has a newer one.</param>
    /// <param name="decision"><c>accept</c> or <c>decline</c>.</param>
    public Task<DispatchResponse> Decide(string reservationId, int version, string decision, CancellationToken ct)
    {
        var body = decision == "accept" ? "{}" : """{"reason":"No car is free."}""";
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/reservations/{reservationId}/{decision}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", FormattableString.Invariant($"\"{version}\""));
        return Send(request, ct);
    }

    /// <summary>Acts on whatever version the reservation has.</summary>
    /// <param name="action"><c>accept</c>, <c>decline</c> or <c>cancel</c>.</param>
    /// <param name="body">JSON.</param>
    public Task<DispatchResponse> Act(string reservationId, string action, string body, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/reservations/{reservationId}/{action}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return Send(request, ct);
    }

    public void Dispose() => http.Dispose();

    private async Task<DispatchResponse> Send(HttpRequestMessage message, CancellationToken ct)
    {
        using var request = message;
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return new DispatchResponse((int)response.StatusCode, response.IsSuccessStatusCode ? Parse(body) : null);
        }
        catch (Exception failure) when (failure.IsNoResponse(ct))
        {
            return new DispatchResponse(null, null);
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
