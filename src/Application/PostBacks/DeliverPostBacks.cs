using System.Globalization;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.PostBacks;

/// <summary>Sends what is due until nothing is; gives how many were answered.</summary>
public sealed record DeliverPostBacks : IRequest<Outcome<int>>;

/// <inheritdoc cref="DeliverPostBacks"/>
public sealed class DeliverPostBacksHandler(
    IPostBackOutbox outbox, IConcurPostBack concur, PostBackSettings settings, TimeProvider clock, ILogger<DeliverPostBacksHandler> log)
    : IRequestHandler<DeliverPostBacks, Outcome<int>>
{
    /// <summary>How many are under way at once: what is claimed is sent at once, nothing waits in memory with its lease running.</summary>
    private const int Senders = 8;

    public async Task<Outcome<int>> Handle(DeliverPostBacks request, CancellationToken cancellationToken)
    {
        if (settings.Url is null)
            return 0;
        var answered = 0;
        while (!cancellationToken.IsCancellationRequested && await outbox.Claim(Senders, cancellationToken) is { Count: > 0 } rows)
        {
            await Task.WhenAll(rows.Select(row => Deliver(row, cancellationToken)));
            answered += rows.Count;
        }
        return answered;
    }

    private async Task Deliver(PostBack row, CancellationToken ct)
    {
        using var scope = log.BeginScope(new Dictionary<string, object> { ["correlationId"] = row.CorrelationId });
        if (!await outbox.MarkSent(row, ct))
            return;
        var attempt = row.Attempts + 1;
        var answer = await concur.Send(row, string.Create(CultureInfo.InvariantCulture, $"{row.ReservationId}-{row.Seq}-{attempt}"), ct);
        var treatment = RetrySchedule.After(answer, attempt, clock.GetUtcNow() - row.CreatedAt, settings.RetryAfter);
        treatment = treatment with { Wait = Wait(treatment, answer) };
        // What Concur has answered is entered even while the process stops.
        if (!await outbox.Complete(row, answer, treatment, CancellationToken.None))
            log.LogWarning("PostBack {Reservation}-{Seq} was answered after its lease had ended; whoever has it now goes on", row.ReservationId, row.Seq);
        Log(row, attempt, answer, treatment);
    }

    /// <summary>An answer's own Retry-After counts, and nothing is sent sooner than RetryAfter after a timeout or a 503.</summary>
    private TimeSpan Wait(Treatment treatment, PostBackAnswer answer)
    {
        var wait = RetrySchedule.Jitter(treatment.Wait, Random.Shared.NextDouble());
        if (answer.RetryAfter is { } asked && asked > wait)
            wait = asked;
        var least = answer is { Kind: PostBackAnswerKind.Timeout } or { Status: 503 } ? settings.RetryAfter : TimeSpan.Zero;
        return wait > least ? wait : least;
    }

    private void Log(PostBack row, int attempt, PostBackAnswer answer, Treatment treatment)
    {
        var level = treatment.State switch { PostBackState.Delivered => LogLevel.Information, PostBackState.Dead => LogLevel.Error, _ => LogLevel.Warning };
        log.Log(level, "PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer} ({State}, again in {Wait})",
            row.ReservationId, row.Seq, row.Status, attempt, answer.Text, treatment.State, treatment.Wait);
    }
}
