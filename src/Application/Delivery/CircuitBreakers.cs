namespace GroundTransport.Application.Delivery;

/// <summary>A circuit that isn't closed, for the operator.</summary>
/// <param name="Destination">What the circuit breaker belongs to.</param>
/// <param name="State">Open or half-open.</param>
/// <param name="Reason">The answer that opened it, in one line.</param>
/// <param name="OpenUntil">No message is sent before this time, not even a probe.</param>
public sealed record OpenCircuit(string Destination, CircuitState State, string Reason, DateTimeOffset OpenUntil);

/// <summary>
/// This node's circuit breakers for one kind of message, one per destination. Their state is kept in memory: after a restart every
/// circuit is closed, and an outage costs one failed message per concurrent delivery until the circuit is open again (decision 0012).
/// </summary>
/// <param name="breakAfterFailures">How long a circuit is open after several failures in a row.</param>
public sealed class CircuitBreakers(TimeSpan breakAfterFailures, TimeProvider clock)
{
    /// <summary>This many failures in a row open a circuit.</summary>
    public const int FailuresToOpen = 5;

    private readonly Lock gate = new();
    private readonly Dictionary<string, CircuitBreaker> circuits = new(StringComparer.Ordinal);

    /// <summary>The circuits that are open or half-open; their messages aren't claimed with the rest.</summary>
    public IReadOnlyList<OpenCircuit> OpenCircuits
    {
        get
        {
            lock (gate)
            {
                var now = clock.GetUtcNow();
                return
                [
                    .. from entry in circuits
                       where !entry.Value.IsClosed
                       select new OpenCircuit(entry.Key, entry.Value.StateAt(now), entry.Value.Reason, entry.Value.OpenUntil),
                ];
            }
        }
    }

    /// <summary>Reserves the one probe of a half-open circuit; false if the circuit isn't half-open, or its probe is under way.</summary>
    public bool TryAcquireProbe(string destination)
    {
        lock (gate)
            return circuits.TryGetValue(destination, out var circuit) && circuit.TryAcquireProbe(clock.GetUtcNow());
    }

    public void ReleaseProbe(string destination)
    {
        lock (gate)
        {
            if (circuits.TryGetValue(destination, out var circuit))
                circuit.ReleaseProbe();
        }
    }

    /// <summary>Opens the circuit, counts towards closing it, or neither.</summary>
    public void RecordResult(string destination, CircuitEffect effect)
    {
        lock (gate)
        {
            if (!circuits.TryGetValue(destination, out var circuit))
                circuits[destination] = circuit = new CircuitBreaker();
            switch (effect)
            {
                case CircuitEffect.Processed:
                    circuit.RecordProcessed();
                    break;
                case CircuitEffect.Failure failure when circuit.RecordFailure() >= FailuresToOpen:
                    circuit.Open(failure.Answer, clock.GetUtcNow() + breakAfterFailures, answersToClose: 1);
                    break;
                case CircuitEffect.Open open:
                    circuit.Open(open.Answer, clock.GetUtcNow() + open.Wait, open.AnswersToClose);
                    break;
            }
        }
    }
}
