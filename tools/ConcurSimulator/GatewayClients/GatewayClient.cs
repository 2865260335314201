using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ConcurSimulator.Wire;

namespace ConcurSimulator.GatewayClients;

/// <summary>Calls the gateway as Concur does. A call without a response is an outcome, not an exception.</summary>
public sealed class GatewayClient : IDisposable
{
    private const string Path = "/concur/groundtransportation", TestConnectionPath = "/system/v1.0/testconnection";

    private readonly HttpClient http;

    public GatewayClient(Uri gateway, string user, string password, TimeSpan timeout)
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = gateway,
            Timeout = timeout,
        };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <param name="message">One of <see cref="MessageNames"/>.</param>
    public async Task<Reply> Post(string message, byte[] body, string correlationId, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        request.Headers.Add(CorrelationIds.Header, correlationId);
        try
        {
            using var response = await http.SendAsync(request, ct);
            var content = await response.Content.ReadAsByteArrayAsync(ct);
            var reply = Reply.Read((int)response.StatusCode, content, $"CC_Limo{message}Reply", Stopwatch.GetElapsedTime(started));
            return reply.Outcome == Outcome.Unknown ? reply : reply.WithProblems(FindHeaderProblems(response, correlationId));
        }
        catch (Exception failure) when (failure.IsNoResponse(ct))
        {
            return Reply.Unknown(Stopwatch.GetElapsedTime(started), failure switch
            {
                HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "connection failed",
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "unknown host",
                HttpRequestException => "connection closed",
                _ => "timeout",
            });
        }
    }

    /// <summary>The status of the call by which Concur verifies a connector; null without a response.</summary>
    public async Task<int?> TestConnection(CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(TestConnectionPath, ct);
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure.IsNoResponse(ct))
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<string> FindHeaderProblems(HttpResponseMessage response, string correlationId)
    {
        if (!response.Headers.TryGetValues(CorrelationIds.Header, out var returned) || !returned.SequenceEqual([correlationId]))
            yield return "The reply does not return the correlation id of the request.";
        // ContentLength would be that of the buffer if the header is missing.
        if (!response.Content.Headers.NonValidated.Contains("Content-Length"))
            yield return "The reply has no Content-Length.";
        if (response.Content.Headers.ContentType?.MediaType != "application/xml")
            yield return $"The reply's Content-Type is '{response.Content.Headers.ContentType}' instead of application/xml.";
    }
}
