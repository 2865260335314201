using System.Globalization;
using GroundTransport.Application.Administration.ConcurApps;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>What an action of the supplier decides on: one reservation, as its caller has seen it.</summary>
/// <param name="IfVersion">The version that the caller has seen; null where it insists (<c>*</c>) or the action doesn't depend on it.</param>
public sealed record DispatchTarget(Operator By, long ReservationId, int? IfVersion);

/// <summary>The way of every action at the supplier's desk: find what the key may see, compare versions, decide, record.</summary>
public sealed class DispatchActions(IReservations reservations, ReservationJournal journal, IdempotencyKeys idempotency)
{
    public async Task<Outcome<Reservation>> Run(DispatchTarget target, Func<Reservation, ReservationCommand> command, CancellationToken ct)
    {
        if (await reservations.FindOf(target.By, target.ReservationId, ct) is not { } reservation)
            return Refusal.UnknownReservation;
        if (await idempotency.Claim(target.By, target.ReservationId.ToString(CultureInfo.InvariantCulture), ct) is var first && first.IsRefused)
            return first.Refusal;
        if (first.Value is not null)
            return reservation;
        if (target.IfVersion is { } seen && seen != reservation.Version)
        {
            return new Refusal(RefusalKind.Stale, Field.Version,
                $"The reservation changed since version {seen}: it is at version {reservation.Version}, status {reservation.Status}. "
                + $"Read it again and decide on that.");
        }
        var decided = await journal.Execute(reservation, command(reservation), Actor.Of(target.By), ct);
        return decided.Refusal is { Kind: RefusalKind.NotInThisState } refusal
            ? refusal with { Message = $"{refusal.Message} Status: {reservation.Status}. Allowed now: {reservation.Allowed}." }
            : decided;
    }
}
