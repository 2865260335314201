using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Exchanges;

/// <summary>Calls the endpoint under test with any headers and any body, and returns what came back as it came.</summary>
public sealed class EndpointClient : IDisposable
{
    private readonly HttpClient http;

    public EndpointClient(Uri endpoint, string user, string password, TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        http = new HttpClient(handler) { BaseAddress = endpoint, Timeout = timeout };
        Authorization = Basic(user, password);
        (Address, User, Password) = (endpoint, user, password);
    }

    /// <summary>The right credentials, as a header.</summary>
    public string Authorization { get; }

    public Uri Address { get; }

    public string User { get; }

    public string Password { get; }

    public static string Basic(string user, string password) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    /// <summary>A call without an answer is an exchange too, not an exception.</summary>
    public async Task<Answer> Send(Call call, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Path);
        if (call.Body.Length > 0)
            request.Content = new ByteArrayContent(call.Body);
        if (call.ContentType is { } type)
            request.Content?.Headers.TryAddWithoutValidation("Content-Type", type);
        if (call.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add(CorrelationIds.Header, call.CorrelationId);
        try
        {
            // A buffered response would always have a Content-Length, the computed one.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var headers = Join(response.Headers).Concat(Join(response.Content.Headers)).ToDictionary(StringComparer.OrdinalIgnoreCase);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return new Answer(new Exchange(call, (int)response.StatusCode, headers, body, Stopwatch.GetElapsedTime(started), ""));
        }
        catch (Exception failure) when (failure.IsNoResponse(ct) || failure is IOException)
        {
            var reason = failure is OperationCanceledException ? "timeout" : failure.Message;
            return new Answer(new Exchange(call, null, new Dictionary<string, string>(), [], Stopwatch.GetElapsedTime(started), reason));
        }
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Join(HttpHeaders headers) =>
        headers.NonValidated.Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
}
