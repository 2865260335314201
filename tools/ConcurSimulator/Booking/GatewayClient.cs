using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Booking;

/// <summary>Calls the gateway as Concur does. A call without an answer is an outcome, never an exception.</summary>
public sealed class GatewayClient : IDisposable
{
    private const string Path = "/concur/groundtransportation";

    private readonly HttpClient http;
    private readonly AuthenticationHeaderValue credentials;

    public GatewayClient(BookSettings settings)
    {
        credentials = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}")));
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = settings.Gateway,
            Timeout = settings.Timeout,
        };
    }

    /// <param name="message">Search, Sell, ReservationDetail, Update or Cancel.</param>
    public async Task<Reply> Post(string message, byte[] body, string correlationId, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        request.Headers.Authorization = credentials;
        request.Headers.Add(CorrelationIds.Header, correlationId);
        try
        {
            using var response = await http.SendAsync(request, ct);
            var answer = await response.Content.ReadAsByteArrayAsync(ct);
            var reply = Reply.Of((int)response.StatusCode, answer, $"CC_Limo{message}Reply", Stopwatch.GetElapsedTime(started));
            return reply.Outcome == Outcome.Unknown ? reply : reply.Expecting(HeaderProblems(response, correlationId));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Reply.Unknown(Stopwatch.GetElapsedTime(started), "no answer in time");
        }
        catch (HttpRequestException failure)
        {
            return Reply.Unknown(Stopwatch.GetElapsedTime(started), failure.HttpRequestError switch
            {
                HttpRequestError.ConnectionError => "not reachable",
                HttpRequestError.NameResolutionError => "no such host",
                _ => "the connection was cut",
            });
        }
    }

    /// <summary>What Concur calls before a connector counts as verified; null where nobody answers.</summary>
    public async Task<int?> TestConnection(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/system/v1.0/testconnection");
        request.Headers.Authorization = credentials;
        try
        {
            using var response = await http.SendAsync(request, ct);
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<string> HeaderProblems(HttpResponseMessage response, string correlationId)
    {
        if (!response.Headers.TryGetValues(CorrelationIds.Header, out var told) || !told.SequenceEqual([correlationId]))
            yield return "The reply doesn't carry the call's concur-correlationid.";
        if (response.Content.Headers.ContentLength is null)
            yield return "The reply came without Content-Length.";
        if (response.Content.Headers.ContentType?.MediaType != "application/xml")
            yield return $"The reply's Content-Type is '{response.Content.Headers.ContentType}'.";
    }
}
