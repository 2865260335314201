using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>One line of a reservation's history.</summary>
/// <param name="Seq">The reservation's version after it.</param>
/// <param name="Details">What changed, as JSON; empty where the status says all.</param>
public sealed record HistoryEntry(
    long ReservationId,
    int Seq,
    DateTimeOffset At,
    string Actor,
    string What,
    ReservationStatus? From,
    ReservationStatus To,
    string Why,
    string CorrelationId,
    string Details);
