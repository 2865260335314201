using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Keeps the words by which reservations are found, at each save: only those that differ are written.</summary>
internal static class ReservationWords
{
    public static async Task Fill(GatewayDbContext db, EntityEntry<Reservation> entry, CancellationToken ct)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified))
            return;
        var (id, words) = (entry.Entity.Id, SearchWords.Of(entry.Entity));
        var stored = entry.State == EntityState.Added ? new HashSet<string>() : StoredWords(entry);
        var added = words.Where(word => !stored.Contains(word)).ToList();
        if (added.Count > 0)
        {
            // One statement: a reservation has a dozen words, and EF Core would insert each by its own.
            var insert = db.GetService<Dialect>().InsertReservationWords(added.Count);
            await db.Database.ExecuteSqlRawAsync(insert, [id, .. added], ct);
        }
        var gone = stored.Where(word => !words.Contains(word)).ToList();
        if (gone.Count > 0)
            await db.ReservationWords.Where(row => row.ReservationId == id && gone.Contains(row.Word)).ExecuteDeleteAsync(ct);
    }

    /// <summary>They follow from what the reservation was when it was read, so that they needn't be read themselves.</summary>
    private static IReadOnlySet<string> StoredWords(EntityEntry<Reservation> entry) => SearchWords.Of(
        entry.Entity.Id,
        entry.OriginalValues.GetValue<string>(nameof(Reservation.ConfirmationNumber)),
        entry.OriginalValues.GetValue<string>(nameof(Reservation.CancellationNumber)),
        entry.OriginalValues.GetValue<Ride>(nameof(Reservation.Ride)),
        entry.OriginalValues.GetValue<Ride?>(nameof(Reservation.PendingChange)),
        entry.OriginalValues.GetValue<RideService>(nameof(Reservation.Service)));
}
