using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>A circuit that isn't closed, for the operator.</summary>
/// <param name="DirectConnectId">The connection that the circuit breaker belongs to.</param>
/// <param name="State">Open or half-open.</param>
/// <param name="Reason">The answer that opened it, in one line.</param>
/// <param name="OpenUntil">No message is sent before this time, not even a probe.</param>
public sealed record OpenCircuit(string DirectConnectId, CircuitState State, string Reason, DateTimeOffset OpenUntil);

/// <summary>
/// This node's circuit breakers, one per connection, because each connection has its own authorization. Their state is kept
/// in memory: after a restart every circuit is closed, and an outage costs one failed message per concurrent delivery until
/// the circuit is open again (decision 0012).
/// </summary>
public sealed class CircuitBreakers(PostBackSettings settings, TimeProvider clock)
{
    /// <summary>This many failures in a row open a circuit.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>After a 429 a circuit closes only when this many messages have been processed.</summary>
    public const int AnswersToCloseAfterTooManyRequests = 10;

    private static readonly TimeSpan BreakAfterFailures = TimeSpan.FromSeconds(30);

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
    public bool TryAcquireProbe(string directConnectId)
    {
        lock (gate)
            return circuits.TryGetValue(directConnectId, out var circuit) && circuit.TryAcquireProbe(clock.GetUtcNow());
    }

    public void ReleaseProbe(string directConnectId)
    {
        lock (gate)
        {
            if (circuits.TryGetValue(directConnectId, out var circuit))
                circuit.ReleaseProbe();
        }
    }

    /// <summary>
    /// Opens the circuit after an answer that concerns the connection and not the message, or after several failures in a
    /// row; an answer that Concur processed counts towards closing it.
    /// </summary>
    public void RecordResult(string directConnectId, PostBackAnswer answer, RetryDecision decision)
    {
        lock (gate)
        {
            if (!circuits.TryGetValue(directConnectId, out var circuit))
                circuits[directConnectId] = circuit = new CircuitBreaker();
            if (answer.Kind is PostBackAnswerKind.Success or PostBackAnswerKind.Error || answer.Status == 400)
                circuit.RecordProcessed();
            else if (answer.Status == 429)
                circuit.Open(answer.Text, clock.GetUtcNow() + decision.Wait, AnswersToCloseAfterTooManyRequests);
            else if (decision.CountsAsAttempt == CountsAsAttempt.No)
                circuit.Open(answer.Text, clock.GetUtcNow() + decision.Wait, answersToClose: 1);
            else if (decision.State == PostBackState.Pending && circuit.RecordFailure() >= FailuresToOpen)
                circuit.Open(answer.Text, clock.GetUtcNow() + settings.Scale(BreakAfterFailures), answersToClose: 1);
        }
    }
}
