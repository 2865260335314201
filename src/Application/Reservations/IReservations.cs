using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Reservations;

/// <summary>
/// The database's side of a write: what it finds is locked to this transaction's version, what is added goes in at its
/// end, or before a fleet is locked.
/// </summary>
public interface IReservations
{
    Task<Reservation?> Find(long id, CancellationToken ct);

    /// <summary>The vendor as the database has it now, never the snapshot's.</summary>
    Task<Vendor?> FindVendor(string code, CancellationToken ct);

    /// <summary>A version of a vendor's plan, compiled; versions never change, so memory may answer.</summary>
    Task<RideFinder?> FindPlan(string vendorCode, int version, CancellationToken ct);

    /// <summary>
    /// Locks the vehicle's row in the fleet to the end of the transaction, and tells who overlaps with the hold. Everybody
    /// who wants such a vehicle waits for the lock: what was added before is written before it is taken.
    /// </summary>
    Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> SaveAndLockFleet(string vendorCode, Hold hold, long exceptReservation, CancellationToken ct);

    void Add(Reservation reservation);

    /// <summary>Writes what happened beside the reservation: history, and where Concur must be told, a PostBack.</summary>
    void Record(HistoryEntry entry, PostBack? postBack);

    /// <summary>Takes the vehicles of a sale, whose fleet is locked.</summary>
    void Hold(Reservation reservation);

    /// <summary>Gives back what the reservation held, and takes what it holds now.</summary>
    Task MoveHolds(Reservation reservation, CancellationToken ct);
}
