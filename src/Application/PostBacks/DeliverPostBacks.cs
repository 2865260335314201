using System.Globalization;
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
    ConcurrencyLimit limit,
    ClaimGate claimGate,
    CircuitBreakers circuitBreakers,
    PostBackMetrics metrics,
    IMediator mediator,
    PostBackSettings settings,
    TimeProvider clock,
    ILogger<DeliverPostBacksHandler> log)
    : IRequestHandler<DeliverPostBacks, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(DeliverPostBacks request, CancellationToken cancellationToken)
    {
        if (settings.Url is null || !await claimGate.TryEnter(cancellationToken))
            return 0;
        var permits = limit.AcquireAvailable();
        IReadOnlyList<PostBack> rows = [];
        try
        {
            if (permits == 0)
                return 0;
            if (await outbox.Supersede(clock.GetUtcNow() - settings.SupersedeAfter, cancellationToken) is > 0 and var superseded)
                log.LogWarning("{Count} PostBacks superseded by a newer state", superseded);
            rows = await Claim(permits, cancellationToken);
        }
        finally
        {
            limit.Release(permits - rows.Count);
            claimGate.Leave();
        }
        return (await Task.WhenAll(rows.Select(row => DeliverUntilNoneIsDue(row, cancellationToken)))).Sum();
    }

    /// <summary>A probe for each half-open circuit, then messages of the connections whose circuits are closed.</summary>
    private async Task<IReadOnlyList<PostBack>> Claim(int atMost, CancellationToken ct)
    {
        var rows = new List<PostBack>();
        var notClosed = circuitBreakers.OpenCircuits.Select(circuit => circuit.DirectConnectId).ToList();
        foreach (var connection in notClosed)
        {
            if (rows.Count == atMost || !circuitBreakers.TryAcquireProbe(connection))
                continue;
            var probe = await outbox.Claim(1, ConnectionFilter.OnlyOf(connection), ct);
            if (probe.Count == 0)
                circuitBreakers.ReleaseProbe(connection);
            rows.AddRange(probe);
        }
        if (rows.Count < atMost)
            rows.AddRange(await outbox.Claim(atMost - rows.Count, ConnectionFilter.AllExcept(notClosed), ct));
        return rows;
    }

    /// <summary>Uses one permit: after each message it claims the next itself, so that no slow response of another blocks it.</summary>
    private async Task<int> DeliverUntilNoneIsDue(PostBack first, CancellationToken ct)
    {
        var answered = 0;
        try
        {
            for (IReadOnlyList<PostBack> next = [first]; next.Count > 0; next = ct.IsCancellationRequested ? [] : await Claim(1, ct))
                answered += await Deliver(next[0], ct) ? 1 : 0;
        }
        finally
        {
            limit.Release(1);
        }
        return answered;
    }

    private async Task<bool> Deliver(PostBack row, CancellationToken ct)
    {
        try
        {
            return await Send(row, ct);
        }
        finally
        {
            circuitBreakers.ReleaseProbe(row.DirectConnectId);
        }
    }

    private async Task<bool> Send(PostBack row, CancellationToken ct)
    {
        var attempt = row.Sends + 1;
        using var scope = log.BeginScope(new Dictionary<string, object>
        {
            ["correlationId"] = row.CorrelationId,
            ["reservation"] = row.ReservationId,
            ["seq"] = row.Seq,
            ["attempt"] = attempt,
        });
        // A process that was paused here for this long may have lost its lease: its message would arrive after newer ones.
        var marking = clock.GetTimestamp();
        if (!await outbox.MarkSent(row, ct) || clock.GetElapsedTime(marking) >= settings.Timeout)
        {
            log.LogWarning("PostBack {Reservation}-{Seq} not sent: too little of its lease is left", row.ReservationId, row.Seq);
            return false;
        }
        var answer = await concur.Send(row, string.Create(CultureInfo.InvariantCulture, $"{row.ReservationId}-{row.Seq}-{attempt}"), ct);
        var decision = RetrySchedule.After(row, answer, clock.GetUtcNow(), settings.RetryAfter, Random.Shared.NextDouble());
        circuitBreakers.RecordResult(row.DirectConnectId, answer, decision);
        metrics.RecordAnswer(row, answer, decision, clock.GetUtcNow());
        // Concur's answer is stored even while the process stops.
        var leaseHeld = await outbox.Complete(row, answer, decision, CancellationToken.None);
        LogResult(row, attempt, answer, decision, leaseHeld);
        // This message may have arrived after a newer one: another node's, or a reply to Concur's own call. Then the current
        // state is sent once more, as the last message.
        if (!leaseHeld || (decision.State == PostBackState.Delivered && await outbox.WasOvertaken(row, CancellationToken.None)))
            await mediator.Send(new EnqueueCurrentState(row.ReservationId), CancellationToken.None);
        return true;
    }

    private void LogResult(PostBack row, int attempt, PostBackAnswer answer, RetryDecision decision, bool leaseHeld)
    {
        if (!leaseHeld)
        {
            log.LogWarning(
                "PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; not recorded, because its lease had ended",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text);
        }
        else if (decision.State == PostBackState.Pending)
        {
            log.LogWarning("PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; retried in {Wait}",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text, decision.Wait);
        }
        else
        {
            // A dead message is an alert: Concur lacks a status, and the gateway doesn't send it again by itself.
            log.Log(decision.State == PostBackState.Dead ? LogLevel.Error : LogLevel.Information,
                "PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; {State}",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text, decision.State);
        }
    }
}
