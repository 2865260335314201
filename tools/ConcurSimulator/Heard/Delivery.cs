namespace ConcurSimulator.Heard;

/// <summary>One PostBack that arrived, what was thought of it, and how it was answered.</summary>
public sealed record Delivery
{
    public const string Success = "success", Refused = "refused";

    /// <summary>Counts everything that arrived, whatever it was about.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Empty where the message can't be read.</summary>
    public required string ReservationId { get; init; }

    public required string Status { get; init; }

    public required string CorrelationId { get; init; }

    public required string ConcurCorrelationId { get; init; }

    public required int? Sequence { get; init; }

    public required string Fingerprint { get; init; }

    public required string Ride { get; init; }

    /// <summary><c>success</c>, <c>refused</c> where it is invalid, or the fault that it met.</summary>
    public required string Answer { get; init; }

    /// <summary>It had been acknowledged before.</summary>
    public required bool IsDuplicate { get; init; }

    /// <summary>Why it should not have come after what came before; null where it may.</summary>
    public required string? OutOfOrder { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>A success went out whole: from here on the gateway may rely on it.</summary>
    public bool Acknowledged { get; set; }
}
