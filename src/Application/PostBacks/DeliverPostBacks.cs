using System.Globalization;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.PostBacks;

/// <summary>
/// Sends due PostBacks until none is left; gives how many were answered. May run concurrently with itself: the
/// <see cref="ConcurrencyLimit"/> bounds all runs together.
/// </summary>
public sealed record DeliverPostBacks : IRequest<Outcome<int>>;

/// <inheritdoc cref="DeliverPostBacks"/>
public sealed class DeliverPostBacksHandler(
    IPostBackOutbox outbox,
    IConcurPostBackClient concur,
    DeliveryGates<PostBack> gates,
    PostBackMetrics metrics,
    IMediator mediator,
    PostBackSettings settings,
    TimeProvider clock,
    ILogger<DeliverPostBacksHandler> log)
    : IRequestHandler<DeliverPostBacks, Outcome<int>>, IDeliveryChannel<PostBack, PostBackAnswer>
{
    public TimeSpan Timeout => settings.Timeout;

    public async Task<Outcome<int>> Handle(DeliverPostBacks request, CancellationToken cancellationToken) =>
        settings.Url is null ? 0 : await new OutboxDelivery<PostBack, PostBackAnswer>(outbox, this, gates, clock).Run(cancellationToken);

    public async Task BeforeClaim(CancellationToken ct)
    {
        // The present state first: a process that dies in between leaves both, and the next one ends the old message.
        foreach (var reservation in await outbox.FindOvertaken(ct))
            await mediator.Send(new EnqueueCurrentState(reservation), ct);
        if (await outbox.Supersede(clock.GetUtcNow() - settings.SupersedeAfter, ct) is > 0 and var superseded)
            log.LogWarning("{Count} PostBacks superseded by a newer state", superseded);
    }

    public async Task<bool> IsCurrent(PostBack row, CancellationToken ct)
    {
        if (!await outbox.IsOvertaken(row, ct))
            return true;
        // A sender that died may have sent it: it may arrive after the newer reply.
        if (row.MayHaveArrived)
            await mediator.Send(new EnqueueCurrentState(row.ReservationId), ct);
        var overtaken = new PostBackAnswer(PostBackAnswerKind.Unreadable, 0, "Not sent: a newer state was");
        await outbox.Complete(row, overtaken, RetryDecision.Superseded, ct);
        log.LogWarning("PostBack {Reservation}-{Seq} {Status} superseded by a newer reply", row.ReservationId, row.Seq, row.Status);
        return false;
    }

    public Task<PostBackAnswer> Send(PostBack row, int attempt, CancellationToken ct) =>
        concur.Send(row, string.Create(CultureInfo.InvariantCulture, $"{row.ReservationId}-{row.Seq}-{attempt}"), ct);

    public RetryDecision Decide(PostBack row, PostBackAnswer answer)
    {
        var now = clock.GetUtcNow();
        var decision = RetrySchedule.After(row, answer, now, settings.RetryAfter, Random.Shared.NextDouble());
        metrics.RecordAnswer(row, answer, decision, now);
        return decision;
    }

    public CircuitEffect EffectOnCircuit(PostBackAnswer answer, RetryDecision decision) => answer.EffectOnCircuit(decision);

    public WindowEffect EffectOnWindow(PostBackAnswer answer) => answer.EffectOnWindow;

    public async Task BeforeComplete(PostBack row, RetryDecision decision)
    {
        // This message may have arrived after a reply with a newer state. Then the current state is sent once more, as the last
        // message. One that stays pending is looked at again before it is retried.
        if (decision.State != DeliveryState.Pending && await outbox.IsOvertaken(row, CancellationToken.None))
            await mediator.Send(new EnqueueCurrentState(row.ReservationId), CancellationToken.None);
    }

    public async Task AfterAttempt(PostBack row, int attempt, PostBackAnswer answer, RetryDecision decision, bool leaseHeld)
    {
        LogResult(row, attempt, answer, decision, leaseHeld);
        // Another node may have sent this message and newer ones meanwhile.
        if (!leaseHeld)
            await mediator.Send(new EnqueueCurrentState(row.ReservationId), CancellationToken.None);
    }

    public IDisposable? BeginLogScope(PostBack row, int attempt) => log.BeginScope(new Dictionary<string, object>
    {
        ["correlationId"] = row.CorrelationId,
        ["reservation"] = row.ReservationId,
        ["seq"] = row.Seq,
        ["attempt"] = attempt,
    });

    public void LogNotSent(PostBack row) =>
        log.LogWarning("PostBack {Reservation}-{Seq} not sent: too little of its lease is left", row.ReservationId, row.Seq);

    private void LogResult(PostBack row, int attempt, PostBackAnswer answer, RetryDecision decision, bool leaseHeld)
    {
        if (!leaseHeld)
        {
            log.LogWarning(
                "PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; not recorded, because its lease had ended",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text);
        }
        else if (decision.State == DeliveryState.Pending)
        {
            log.LogWarning("PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; retried in {Wait}",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text, decision.Wait);
        }
        else
        {
            // A dead message is an alert: Concur lacks a status, and the gateway doesn't send it again by itself.
            log.Log(decision.State == DeliveryState.Dead ? LogLevel.Error : LogLevel.Information,
                "PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; {State}",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text, decision.State);
        }
    }
}
