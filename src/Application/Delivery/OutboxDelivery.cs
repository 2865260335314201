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
    private readonly ConcurrencyLimit limit = gates.Limit;
    private readonly CircuitBreakers circuits = gates.Circuits;

    /// <summary>Delivers until nothing is due; gives how many messages were answered.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        if (!await gates.Claiming.TryEnter(ct))
            return 0;
        var permits = limit.AcquireAvailable();
        IReadOnlyList<TMessage> rows = [];
        try
        {
            if (permits == 0)
                return 0;
            await channel.BeforeClaim(ct);
            rows = await Claim(permits, ct);
        }
        finally
        {
            limit.Release(permits - rows.Count);
            gates.Claiming.Leave();
        }
        return (await Task.WhenAll(rows.Select(row => DeliverUntilNoneIsDue(row, ct)))).Sum();
    }

    /// <summary>A probe for each half-open circuit, then messages of the destinations whose circuits are closed.</summary>
    private async Task<IReadOnlyList<TMessage>> Claim(int atMost, CancellationToken ct)
    {
        var rows = new List<TMessage>();
        var notClosed = circuits.OpenCircuits.Select(circuit => circuit.Destination).ToList();
        foreach (var destination in notClosed)
        {
            if (rows.Count == atMost || !circuits.TryAcquireProbe(destination))
                continue;
            var probe = await Claim(1, DestinationFilter.OnlyOf(destination), ct);
            if (probe.Count == 0)
                circuits.ReleaseProbe(destination);
            rows.AddRange(probe);
        }
        for (var isLast = false; !isLast && rows.Count < atMost;)
        {
            var wanted = Math.Min(atMost - rows.Count, limit.MaxPerDestination);
            var claimed = await Claim(wanted, DestinationFilter.AllExcept([.. notClosed.Union(limit.Busy)]), ct);
            isLast = claimed.Count < wanted;
            rows.AddRange(claimed);
        }
        return rows;
    }

    private async Task<IReadOnlyList<TMessage>> Claim(int atMost, DestinationFilter destinations, CancellationToken ct)
    {
        var rows = await outbox.Claim(atMost, destinations, ct);
        foreach (var row in rows)
            limit.Begin(row.Destination);
        return rows;
    }

    /// <summary>Uses one permit: after each message it claims the next itself, so that no slow response of another blocks it.</summary>
    private async Task<int> DeliverUntilNoneIsDue(TMessage first, CancellationToken ct)
    {
        var answered = 0;
        try
        {
            for (IReadOnlyList<TMessage> next = [first]; next.Count > 0; next = ct.IsCancellationRequested ? [] : await Claim(1, ct))
                answered += await Deliver(next[0], ct) ? 1 : 0;
        }
        finally
        {
            limit.Release(1);
        }
        return answered;
    }

    private async Task<bool> Deliver(TMessage row, CancellationToken ct)
    {
        try
        {
            return await Attempt(row, ct);
        }
        finally
        {
            limit.End(row.Destination);
            circuits.ReleaseProbe(row.Destination);
        }
    }

    private async Task<bool> Attempt(TMessage row, CancellationToken ct)
    {
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
        var answer = await channel.Send(row, attempt, ct);
        var decision = channel.Decide(row, answer);
        circuits.RecordResult(row.Destination, channel.EffectOnCircuit(answer, decision));
        // The answer is stored even while the process stops.
        var leaseHeld = await outbox.Complete(row, answer, decision, CancellationToken.None);
        await channel.AfterAttempt(row, attempt, answer, decision, leaseHeld);
        return true;
    }
}
