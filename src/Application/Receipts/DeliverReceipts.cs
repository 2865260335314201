using System.Globalization;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Receipts;

/// <summary>
/// Sends due receipts, and follows those that Concur processes, until none is due; gives how many were answered. May run concurrently
/// with itself: the <see cref="ConcurrencyLimit"/> bounds all runs together.
/// </summary>
public sealed record DeliverReceipts : IRequest<Outcome<int>>;

/// <inheritdoc cref="DeliverReceipts"/>
public sealed class DeliverReceiptsHandler(
    IReceiptOutbox outbox,
    IConcurReceiptClient concur,
    DeliveryGates<ReceiptDelivery> gates,
    ReceiptMetrics metrics,
    PostBackSettings settings,
    TimeProvider clock,
    ILogger<DeliverReceiptsHandler> log)
    : IRequestHandler<DeliverReceipts, Outcome<int>>, IDeliveryChannel<ReceiptDelivery, ReceiptAnswer>
{
    public TimeSpan Timeout => settings.Timeout;

    public async Task<Outcome<int>> Handle(DeliverReceipts request, CancellationToken cancellationToken) =>
        await new OutboxDelivery<ReceiptDelivery, ReceiptAnswer>(outbox, this, gates, clock).Run(cancellationToken);

    public async Task BeforeClaim(CancellationToken ct)
    {
        if (await outbox.AddressKnown(ct) is > 0 and var addressed)
            log.LogInformation("{Count} receipts got their recipient", addressed);
    }

    /// <summary>
    /// Always, since a receipt that is claimed doesn't change. Its picture is read here, before it is marked as sent: if that fails, it
    /// certainly hasn't arrived.
    /// </summary>
    public async Task<bool> IsCurrent(ReceiptDelivery row, CancellationToken ct)
    {
        row.Image = row.IsAccepted ? null : await outbox.FindImage(row, ct);
        return true;
    }

    public Task<ReceiptAnswer> Send(ReceiptDelivery row, int attempt, CancellationToken ct) =>
        concur.Advance(row, string.Create(CultureInfo.InvariantCulture, $"{row.Reference}-receipt-{attempt}"), ct);

    public RetryDecision Decide(ReceiptDelivery row, ReceiptAnswer answer)
    {
        var now = clock.GetUtcNow();
        var decision = ReceiptSchedule.After(row, answer, now, settings.RetryAfter, Random.Shared.NextDouble());
        metrics.RecordAnswer(row, answer, decision, now);
        return decision;
    }

    public CircuitEffect EffectOnCircuit(ReceiptAnswer answer, RetryDecision decision) => answer.EffectOnCircuit(decision);

    public WindowEffect EffectOnWindow(ReceiptAnswer answer) => answer.EffectOnWindow;

    public Task BeforeComplete(ReceiptDelivery row, RetryDecision decision) => Task.CompletedTask;

    public Task AfterAttempt(ReceiptDelivery row, int attempt, ReceiptAnswer answer, RetryDecision decision, bool leaseHeld)
    {
        if (!leaseHeld)
        {
            log.LogWarning("Receipt {Reference} attempt {Attempt}: {Answer}; not recorded, because its lease had ended",
                row.Reference, attempt, answer.Text);
        }
        else if (decision.State == DeliveryState.Pending)
        {
            log.Log(answer.Kind is ReceiptAnswerKind.Accepted or ReceiptAnswerKind.Processing ? LogLevel.Debug : LogLevel.Warning,
                "Receipt {Reference} attempt {Attempt}: {Answer}; continued in {Wait}", row.Reference, attempt, answer.Text, decision.Wait);
        }
        else
        {
            // A dead receipt is an alert: the traveller lacks it, and the gateway doesn't send it again by itself.
            log.Log(decision.State == DeliveryState.Dead ? LogLevel.Error : LogLevel.Information,
                "Receipt {Reference} attempt {Attempt}: {Answer}; {State}", row.Reference, attempt, answer.Text, decision.State);
        }
        return Task.CompletedTask;
    }

    public IDisposable? BeginLogScope(ReceiptDelivery row, int attempt) => log.BeginScope(new Dictionary<string, object>
    {
        ["correlationId"] = row.CorrelationId,
        ["reservation"] = row.ReservationId,
        ["receipt"] = row.Reference,
        ["attempt"] = attempt,
    });

    public void LogNotSent(ReceiptDelivery row) =>
        log.LogWarning("Receipt {Reference} not sent: too little of its lease is left", row.Reference);
}
