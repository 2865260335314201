using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>One entry of a reservation's history.</summary>
/// <param name="Seq">The reservation's version after the event.</param>
/// <param name="What">The event's name in camel case, such as <c>bookingAccepted</c>.</param>
/// <param name="Details">What changed, as JSON; empty: only the status.</param>
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
    string Details)
{
    /// <summary>
    /// When Concur should have been notified of it; null as soon as the notification ledger has this version or a later one, and for
    /// what Concur isn't notified of.
    /// </summary>
    public DateTimeOffset? UnnotifiedSince { get; init; }
}
