using System.Globalization;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>The reservation that a dispatch action is for, as its caller has seen it.</summary>
/// <param name="IfVersion">The version that the caller has seen; null: any (<c>If-Match: *</c>, or no such header).</param>
public sealed record DispatchTarget(Operator By, long ReservationId, int? IfVersion)
{
    /// <summary>Refuses if the caller has seen another version.</summary>
    internal Refusal? CheckVersion(Reservation reservation) => IfVersion is not { } seen || seen == reservation.Version
        ? null
        : new Refusal(RefusalKind.Stale, Field.Version,
            $"The reservation has changed since version {seen}; it is now at version {reservation.Version}, "
            + $"status {reservation.Status}. Read it again and decide on that version.");
}

/// <summary>
/// Runs every dispatch action: finds the reservation, claims the idempotency key, compares versions, executes the command.
/// </summary>
public sealed class DispatchActions(IReservations reservations, ReservationJournal journal, IdempotencyKeys idempotency)
{
    public async Task<Outcome<Reservation>> Run(DispatchTarget target, Func<Reservation, ReservationCommand> command, CancellationToken ct)
    {
        if (await reservations.FindOf(target.By, target.ReservationId, ct) is not { } reservation)
            return Refusal.UnknownReservation;
        var firstCall = await idempotency.Claim(target.By, target.ReservationId.ToString(CultureInfo.InvariantCulture), ct);
        if (firstCall.IsRefused)
            return firstCall.Refusal;
        if (firstCall.Value is not null)
            return reservation;
        if (target.CheckVersion(reservation) is { } stale)
            return stale;
        var decided = await journal.Execute(reservation, command(reservation), Actor.Of(target.By), ct);
        return decided.Refusal is { Kind: RefusalKind.NotInThisState } refusal
            ? refusal with { Message = $"{refusal.Message} Status: {reservation.Status}. Allowed now: {Allowed(reservation.Status)}." }
            : decided;
    }

    private static string Allowed(ReservationStatus status) => StatusGrid.AllowedIn(status) is { Count: > 0 } actions
        ? string.Join(", ", actions.Select(NameOf))
        : "nothing";

    private static string NameOf(SupplierAction action) => action switch
    {
        SupplierAction.Accept => "accept",
        SupplierAction.Decline => "decline",
        SupplierAction.Cancel => "cancel",
        SupplierAction.Amend => "amend",
        SupplierAction.AmendFinalFare => "amend the final fare",
        SupplierAction.Progress => "progress",
        SupplierAction.Close => "close after the pickup",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown action"),
    };
}
