using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Reservations;

/// <summary>
/// The database's side of a write. A reservation that was found is written only if its version is still the same; what was added
/// is saved at the end of the transaction, or before a fleet row is locked.
/// </summary>
public interface IReservations
{
    Task<Reservation?> Find(long id, CancellationToken ct);

    /// <summary>The vendor in the database, never the catalog's copy.</summary>
    Task<Vendor?> FindVendor(string code, CancellationToken ct);

    /// <summary>A version of a vendor's plan, compiled. Versions never change, so it can come from memory.</summary>
    Task<RideFinder?> FindPlan(string vendorCode, int version, CancellationToken ct);

    /// <summary>
    /// Saves what was added, locks the vehicle's fleet row until the end of the transaction, and returns the overlapping holds.
    /// Every other transaction that needs such a vehicle waits for the lock, so everything else is saved before it is taken.
    /// </summary>
    Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> SaveAndLockFleet(
        string vendorCode, Hold hold, long exceptReservation, CancellationToken ct);

    /// <summary>Adds a new reservation, which this write doesn't change any more once it is saved.</summary>
    void Add(Reservation reservation);

    /// <summary>Adds a history entry with its event, and a PostBack if Concur must be notified.</summary>
    void Record(HistoryEntry entry, FeedEvent feedEvent, PostBack? postBack);

    /// <summary>Adds the holds of a new reservation. Nobody sees them before the commit, which needs the lock of its fleet row.</summary>
    void Hold(Reservation reservation);

    /// <summary>Replaces the stored holds of a reservation with its present ones.</summary>
    Task MoveHolds(Reservation reservation, CancellationToken ct);
}
