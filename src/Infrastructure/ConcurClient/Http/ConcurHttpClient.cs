using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>The HTTP client for all calls to Concur.</summary>
internal sealed class ConcurHttpClient(HttpClient http, TimeProvider clock, ILogger<ConcurHttpClient> log)
    : OutgoingHttpClient("Concur", http, clock, log)
{
    /// <summary>Logs what Concur announces in headers.</summary>
    protected override void Inspect(HttpResponseMessage response, string[] secrets)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-api-warn", "sunset"])
        {
            if (Header(response, name, secrets) is { Length: > 0 } warning)
                log.LogWarning("Concur sent {Header}: {Warning}", name, warning);
        }
    }
}
