using System.Text;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Webhooks;

/// <summary>The HTTP client for all calls to webhooks.</summary>
internal sealed class WebhookHttpClient(HttpClient http, TimeProvider clock, ILogger<WebhookHttpClient> log)
    : OutgoingHttpClient("the endpoint", http, clock, log);

/// <inheritdoc cref="IWebhookClient"/>
internal sealed class WebhookClient(WebhookHttpClient http, WebhookSettings settings, TimeProvider clock) : IWebhookClient
{
    public async Task<WebhookAnswer> Post(WebhookMessage message, CancellationToken ct)
    {
        using var deadline = http.Deadline(settings.Timeout, ct);
        var secrets = message.Webhook.Secrets.At(clock.GetUtcNow());
        var response = await http.Send(
            new OutgoingRequest(() => Create(message, secrets), CorrelationId: "", [.. secrets], ReadErrorBody: true), deadline);
        return response switch
        {
            OutgoingResponse.Received received => new WebhookAnswer(
                received.Status, $"HTTP {received.Status}", Beginning(received.Body, secrets), received.RetryAfter),
            OutgoingResponse.Failed failed => new WebhookAnswer(0, SafeText.SingleLine(failed.Message, SafeText.MaxLength)),
            _ => throw new NotSupportedException(response.GetType().Name),
        };
    }

    private HttpRequestMessage Create(WebhookMessage message, IReadOnlyList<string> secrets)
    {
        var body = Encoding.UTF8.GetBytes(Application.Events.EventModel.Of(message.Happened).ToJson());
        return SignedPost.Create(new Uri(message.Webhook.Url), message.Happened.Id, body, secrets, clock.GetUtcNow());
    }

    private static string Beginning(byte[]? body, IReadOnlyList<string> secrets)
    {
        if (body is null)
            return "(longer than 64 KB)";
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2 * WebhookAnswer.MaxBodyLength)));
        return SafeText.SingleLine(text, WebhookAnswer.MaxBodyLength, [.. secrets]);
    }
}
