using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Amounts;
using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.PricingServices;

/// <summary>The HTTP client for all calls to pricing services.</summary>
internal sealed class PricingHttpClient(HttpClient http, TimeProvider clock, ILogger<PricingHttpClient> log)
    : OutgoingHttpClient("the pricing service", http, clock, log);

/// <inheritdoc cref="IPricingClient"/>
internal sealed class PricingClient(PricingHttpClient http, PricingGates gates, PricingMetrics metrics, PricingLog log, TimeProvider clock)
    : IPricingClient
{
    public Task<PricingAnswer> Ask(VendorOnSale vendor, PriceRequest request, CancellationToken ct) =>
        Guarded(vendor, gate => Post(vendor, gate.Url, request, ct), ct);

    public Task<PricingAnswer> Try(VendorOnSale vendor, PriceRequest request, CancellationToken ct)
    {
        var gate = gates.Of(vendor.Vendor);
        return gate.RunAnyway(() => Post(vendor, gate.Url, request, ct));
    }

    public Task<PricingAnswer> Confirm(VendorOnSale vendor, ConfirmRequest request, CancellationToken ct) => Guarded(
        vendor, gate => Post(vendor, gate.ConfirmUrl, request.Id, request.ToJson(), AnswerReader.ReadConfirmation, ct), ct);

    private async Task<PricingAnswer> Guarded(VendorOnSale vendor, Func<PricingGate, Task<PricingAnswer>> post, CancellationToken ct)
    {
        var startedAt = clock.GetTimestamp();
        var gate = gates.Of(vendor.Vendor);
        var answer = await gate.Run(() => post(gate), ct);
        metrics.Record(vendor.Vendor.Code, answer.Result, clock.GetElapsedTime(startedAt));
        if (answer.IsFailure)
            log.Failed(vendor.Vendor.Code, answer);
        return answer;
    }

    private Task<PricingAnswer> Post(VendorOnSale vendor, Uri url, PriceRequest request, CancellationToken ct)
    {
        var currency = Currency.Of(vendor.Vendor.Currency);
        return Post(
            vendor, url, $"price_{Guid.CreateVersion7():N}", request.ToJson(),
            body => AnswerReader.ReadOffers(body, request, currency, clock.GetUtcNow()), ct);
    }

    private async Task<PricingAnswer> Post(
        VendorOnSale vendor, Uri url, string id, byte[] body, Func<ReadOnlyMemory<byte>, PricingAnswer> read, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var secrets = vendor.PricingSecrets?.At(now) ?? [];
        using var deadline = http.Deadline(vendor.Vendor.Pricing!.Timeout, ct);
        var response = await http.Send(
            new OutgoingRequest(
                () => SignedPost.Create(url, id, body, secrets, now), CorrelationId: "", [.. secrets], ReadErrorBody: false)
            {
                MaxBodySize = AnswerReader.MaxSize,
            },
            deadline);
        return response switch
        {
            OutgoingResponse.Received { IsSuccess: true, Body: { } received } success =>
                read(received) with { Status = success.Status, Body = received },
            OutgoingResponse.Received { IsSuccess: true } success => new PricingAnswer(PricingResult.Refused)
            {
                Status = success.Status,
                Why = $"The answer is longer than {AnswerReader.MaxSize / 1024} KB",
            },
            OutgoingResponse.Received error => new PricingAnswer(PricingResult.ErrorStatus)
            {
                Status = error.Status,
                Why = $"HTTP {error.Status}",
            },
            OutgoingResponse.Failed when ct.IsCancellationRequested =>
                new PricingAnswer(PricingResult.Abandoned) { Why = "The caller hung up" },
            OutgoingResponse.Failed failed => new PricingAnswer(
                failed.Reason == FailureReason.Timeout ? PricingResult.Timeout : PricingResult.Unreachable)
            {
                Why = SafeText.SingleLine(failed.Message, SafeText.MaxLength),
            },
            _ => throw new NotSupportedException(response.GetType().Name),
        };
    }
}
