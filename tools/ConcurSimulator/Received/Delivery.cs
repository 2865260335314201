namespace ConcurSimulator.Received;

/// <summary>One delivery of a PostBack: what arrived, what is wrong with it, and how the simulator responded.</summary>
public sealed record Delivery
{
    public const string Success = "success", Rejected = "rejected";

    /// <summary>Position among all deliveries, whatever their reservation.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Empty if the message can't be read.</summary>
    public required string ReservationId { get; init; }

    public required string Status { get; init; }

    public required string CorrelationId { get; init; }

    public required string ConcurCorrelationId { get; init; }

    public required int? Version { get; init; }

    public required string Fingerprint { get; init; }

    public required string RideSummary { get; init; }

    /// <summary><c>success</c>, <c>rejected</c> if the message is invalid, or the name of the injected fault.</summary>
    public required string Response { get; init; }

    /// <summary>The same message was already acknowledged.</summary>
    public required bool IsDuplicate { get; init; }

    /// <summary>Why this message must not follow the earlier ones; null if it may.</summary>
    public required string? OrderViolation { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>A complete success response was sent, so the gateway may rely on the delivery.</summary>
    public bool Acknowledged { get; set; }
}
