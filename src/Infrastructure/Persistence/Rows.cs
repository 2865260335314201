using GroundTransport.Domain.Pricing;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>What Sell and Update lock before they count: one row per vehicle kind.</summary>
public sealed record FleetRow(string VendorCode, string VehicleId, long Locks);

/// <summary>One hold of a reservation.</summary>
public sealed record HoldRow(long ReservationId, int Ordinal, string VendorCode, string VehicleId, DateTimeOffset TakenFrom, DateTimeOffset TakenTo)
{
    public static IEnumerable<HoldRow> Of(Domain.Reservations.Reservation reservation) =>
        reservation.Holds.Select((Hold hold, int ordinal) =>
            new HoldRow(reservation.Id, ordinal, reservation.VendorCode, hold.VehicleId, hold.From, hold.To));
}

/// <summary>A quote signing key; its secret is protected by the key ring.</summary>
public sealed record SigningKeyRow(int Id, byte[] ProtectedSecret, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt);

/// <summary>One element of the data protection key ring.</summary>
public sealed record KeyRingRow(string FriendlyName, string Xml);

/// <summary>Counts the changes of vendors, plans, connections and keys: what makes every node reload its catalog.</summary>
public sealed record CatalogState(int Id, long Version)
{
    public const int OnlyRow = 1;
}

/// <summary>Left by a commit, so that it is found where its answer was lost; of no use after some minutes.</summary>
public sealed record CommitMark(string Id, DateTimeOffset At)
{
    public static readonly TimeSpan Useful = TimeSpan.FromMinutes(15);
}
