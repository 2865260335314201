using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Delivery;

/// <summary>What is particular to one kind of message.</summary>
public interface IDeliveryChannel<TMessage, TAnswer>
    where TMessage : OutboxMessage
{
    /// <summary>How long one attempt may take.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Runs before due messages are claimed.</summary>
    Task BeforeClaim(CancellationToken ct);

    /// <summary>
    /// Looks at a claimed message right before it is sent; false: it must not be sent any more, and the channel has ended it.
    /// </summary>
    Task<bool> IsCurrent(TMessage row, CancellationToken ct);

    /// <summary>Sends one message. Every failure is an answer, none an exception.</summary>
    /// <param name="attempt">Counts every sending, from 1.</param>
    Task<TAnswer> Send(TMessage row, int attempt, CancellationToken ct);

    RetryDecision Decide(TMessage row, TAnswer answer);

    CircuitEffect EffectOnCircuit(TAnswer answer, RetryDecision decision);

    WindowEffect EffectOnWindow(TAnswer answer);

    /// <summary>
    /// Runs before the answer is stored, even while the process stops: stores what must outlive a process that dies after that.
    /// </summary>
    Task BeforeComplete(TMessage row, RetryDecision decision);

    /// <summary>Runs after the answer was stored, even while the process stops.</summary>
    /// <param name="leaseHeld">False: the answer came after the end of the lease and wasn't stored.</param>
    Task AfterAttempt(TMessage row, int attempt, TAnswer answer, RetryDecision decision, bool leaseHeld);

    /// <summary>The fields of the log scope around an attempt.</summary>
    IDisposable? BeginLogScope(TMessage row, int attempt);

    /// <summary>The message wasn't sent, because too little of its lease was left.</summary>
    void LogNotSent(TMessage row);
}

/// <summary>
/// Delivers the due messages of one outbox: claims, sends, stores each answer. May run concurrently with itself; what is in
/// <see cref="DeliveryGates{TMessage}"/> bounds all runs together.
/// </summary>
public sealed class OutboxDelivery<TMessage, TAnswer>(
    IOutbox<TMessage, TAnswer> outbox, IDeliveryChannel<TMessage, TAnswer> channel, DeliveryGates<TMessage> gates, TimeProvider clock)
    where TMessage : OutboxMessage
{
    /// <summary>An answer that takes more than this part of the timeout is slow: the window doesn't grow by it.</summary>
    private const int FastPart = 30;

    private readonly ConcurrencyLimit limit = gates.Limit;
    private readonly CircuitBreakers circuits = gates.Circuits;

    /// <summary>Delivers until nothing is due; gives how many messages were answered.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        var answered = 0;
        var deliveries = new List<Task<bool>>();
        try
        {
            await BeginDue(deliveries, isFirst: true, ct);
            while (deliveries.Count > 0)
            {
                await Task.WhenAny(deliveries);
                foreach (var ended in deliveries.FindAll(delivery => delivery.IsCompleted))
                {
                    deliveries.Remove(ended);
                    answered += await ended ? 1 : 0;
                }
                // At once: no slow response of another message delays it.
                if (!ct.IsCancellationRequested)
                    await BeginDue(deliveries, isFirst: false, ct);
            }
        }
        finally
        {
            await Task.WhenAll(deliveries);
        }
        return answered;
    }

    /// <summary>Claims as many due messages as may begin now, and begins their deliveries.</summary>
    private async Task BeginDue(List<Task<bool>> deliveries, bool isFirst, CancellationToken ct)
    {
        if (!await gates.Claiming.TryEnter(ct))
            return;
        var claimed = new List<ClaimedMessage>();
        try
        {
            if (limit.Free == 0)
                return;
            if (isFirst)
                await channel.BeforeClaim(ct);
            await Claim(claimed, untilFull: isFirst, ct);
        }
        finally
        {
            gates.Claiming.Leave();
            // What was claimed before a failure is sent all the same.
            deliveries.AddRange(claimed.Select(message => Deliver(message, ct)));
        }
    }

    /// <summary>A probe for each half-open circuit, then messages of the destinations whose circuits are closed.</summary>
    /// <param name="untilFull">Once a single statement has filled the places of ended deliveries, the next run does the rest.</param>
    private async Task Claim(List<ClaimedMessage> claimed, bool untilFull, CancellationToken ct)
    {
        var notClosed = circuits.OpenCircuits.Select(circuit => circuit.Destination).ToList();
        foreach (var destination in notClosed)
        {
            if (limit.Free > 0 && circuits.TryAcquireProbe(destination))
                await ClaimProbe(claimed, destination, ct);
        }
        for (var isLast = false; !isLast && limit.NextClaim is { AtMost: > 0 } next;)
        {
            var rows = await Claim(claimed, next.AtMost, DestinationFilter.AllExcept([.. notClosed.Union(next.Busy)]), ct);
            isLast = !untilFull || rows < next.AtMost;
        }
    }

    private async Task ClaimProbe(List<ClaimedMessage> claimed, string destination, CancellationToken ct)
    {
        var rows = 0;
        try
        {
            rows = await Claim(claimed, 1, DestinationFilter.OnlyOf(destination), ct);
        }
        finally
        {
            if (rows == 0)
                circuits.ReleaseProbe(destination);
        }
    }

    private async Task<int> Claim(List<ClaimedMessage> claimed, int atMost, DestinationFilter destinations, CancellationToken ct)
    {
        var rows = await outbox.Claim(atMost, destinations, ct);
        claimed.AddRange(rows.Select(row => new ClaimedMessage(row, limit.Begin(row.Destination))));
        return rows.Count;
    }

    private async Task<bool> Deliver(ClaimedMessage message, CancellationToken ct)
    {
        try
        {
            return await Attempt(message, ct);
        }
        finally
        {
            limit.End(message.Row.Destination);
            circuits.ReleaseProbe(message.Row.Destination);
        }
    }

    private async Task<bool> Attempt(ClaimedMessage message, CancellationToken ct)
    {
        var row = message.Row;
        var attempt = row.Sends + 1;
        using var scope = channel.BeginLogScope(row, attempt);
        if (!await channel.IsCurrent(row, ct))
            return false;
        // A process that was paused here for this long may have lost its lease: its message would arrive after newer ones.
        var marking = clock.GetTimestamp();
        if (!await outbox.MarkSent(row, ct) || clock.GetElapsedTime(marking) >= channel.Timeout)
        {
            channel.LogNotSent(row);
            return false;
        }
        var sending = clock.GetTimestamp();
        var answer = await channel.Send(row, attempt, ct);
        var isSlow = clock.GetElapsedTime(sending) > channel.Timeout / FastPart;
        var effect = channel.EffectOnWindow(answer);
        limit.RecordAnswer(message.Number, isSlow && effect == WindowEffect.Grow ? WindowEffect.None : effect);
        var decision = channel.Decide(row, answer);
        circuits.RecordResult(row.Destination, channel.EffectOnCircuit(answer, decision));
        // The answer is stored even while the process stops.
        await channel.BeforeComplete(row, decision);
        var leaseHeld = await outbox.Complete(row, answer, decision, CancellationToken.None);
        await channel.AfterAttempt(row, attempt, answer, decision, leaseHeld);
        return true;
    }
    /// <param name="Row">The message as it was claimed.</param>
    /// <param name="Number">By which the concurrency limit knows it.</param>
    private readonly record struct ClaimedMessage(TMessage Row, long Number);
}
