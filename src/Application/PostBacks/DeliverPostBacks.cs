using System.Globalization;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.PostBacks;

/// <summary>Sends what is due until nothing is; gives how many were answered. May run beside itself: the free senders bound it.</summary>
public sealed record DeliverPostBacks : IRequest<Outcome<int>>;

/// <inheritdoc cref="DeliverPostBacks"/>
public sealed class DeliverPostBacksHandler(
    IPostBackOutbox outbox, IConcurPostBack concur, PostBackSenders senders, PostBackChannels channels, PostBackMetrics meter, IMediator mediator,
    PostBackSettings settings, TimeProvider clock, ILogger<DeliverPostBacksHandler> log)
    : IRequestHandler<DeliverPostBacks, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(DeliverPostBacks request, CancellationToken cancellationToken)
    {
        if (settings.Url is null || !await senders.WaitToClaim(cancellationToken))
            return 0;
        var free = senders.TakeFree();
        IReadOnlyList<PostBack> rows = [];
        try
        {
            if (free == 0)
                return 0;
            if (await outbox.Supersede(clock.GetUtcNow() - settings.SupersedeAfter, cancellationToken) is > 0 and var superseded)
                log.LogWarning("{Count} PostBacks gave way: Concur hears, or has heard, something newer of the same reservations", superseded);
            rows = await Claim(free, cancellationToken);
        }
        finally
        {
            senders.Claimed(free - rows.Count);
        }
        return (await Task.WhenAll(rows.Select(row => DeliverAndLookAgain(row, cancellationToken)))).Sum();
    }

    /// <summary>A probe of each narrow channel whose turn it is, then whatever the open ones have.</summary>
    private async Task<IReadOnlyList<PostBack>> Claim(int free, CancellationToken ct)
    {
        var rows = new List<PostBack>();
        var narrow = channels.Narrow;
        foreach (var channel in narrow)
        {
            if (rows.Count == free || !channels.TryTakeTurn(channel))
                continue;
            var probe = await outbox.Claim(1, ChannelChoice.OnlyOf(channel), ct);
            if (probe.Count == 0)
                channels.GiveTurnBack(channel);
            rows.AddRange(probe);
        }
        if (rows.Count < free)
            rows.AddRange(await outbox.Claim(free - rows.Count, ChannelChoice.AllBut(narrow), ct));
        return rows;
    }

    /// <summary>One sender's way: it looks for more by itself, so that no slow answer of another holds it up.</summary>
    private async Task<int> DeliverAndLookAgain(PostBack first, CancellationToken ct)
    {
        var answered = 0;
        try
        {
            for (IReadOnlyList<PostBack> next = [first]; next.Count > 0; next = ct.IsCancellationRequested ? [] : await Claim(1, ct))
                answered += await Deliver(next[0], ct) ? 1 : 0;
        }
        finally
        {
            senders.Return(1);
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
            channels.GiveTurnBack(row.DirectConnectId);
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
        // A process that was halted here for so long may have lost its lease: what it held would arrive after newer messages.
        var began = clock.GetTimestamp();
        if (!await outbox.MarkSent(row, ct) || clock.GetElapsedTime(began) >= settings.Timeout)
        {
            log.LogWarning("PostBack {Reservation}-{Seq} wasn't sent: too little is left of its lease", row.ReservationId, row.Seq);
            return false;
        }
        var answer = await concur.Send(row, string.Create(CultureInfo.InvariantCulture, $"{row.ReservationId}-{row.Seq}-{attempt}"), ct);
        var treatment = RetrySchedule.After(row, answer, clock.GetUtcNow(), settings.RetryAfter, Random.Shared.NextDouble());
        channels.Learn(row.DirectConnectId, answer, treatment);
        meter.Answered(row, answer, treatment, clock.GetUtcNow());
        // What Concur has answered is entered even while the process stops.
        var held = await outbox.Complete(row, answer, treatment, CancellationToken.None);
        Log(row, attempt, answer, treatment, held);
        // Ours may have arrived after something newer: another node's, or our reply to Concur's own call. Then Concur hears
        // the present state once more, last.
        if (!held || (treatment.State == PostBackState.Delivered && await outbox.WasOvertaken(row, CancellationToken.None)))
            await mediator.Send(new EnqueueCurrentState(row.ReservationId), CancellationToken.None);
        return true;
    }

    private void Log(PostBack row, int attempt, PostBackAnswer answer, RetryDecision treatment, bool held)
    {
        if (!held)
        {
            log.LogWarning("PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}, after its lease had ended: whoever has it now goes on",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text);
        }
        else if (treatment.State == PostBackState.Pending)
        {
            log.LogWarning("PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; again in {Wait}",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text, treatment.Wait);
        }
        else
        {
            // A dead message is an alert: Concur doesn't know a status, and nothing more happens by itself.
            log.Log(treatment.State == PostBackState.Dead ? LogLevel.Error : LogLevel.Information,
                "PostBack {Reservation}-{Seq} {Status} attempt {Attempt}: {Answer}; {State}",
                row.ReservationId, row.Seq, row.Status, attempt, answer.Text, treatment.State);
        }
    }
}
