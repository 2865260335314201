using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Keeps the words by which reservations are found, at each save: only those that differ are written.</summary>
internal static class ReservationWords
{
    /// <summary>What a reservation's save changes; null: nothing.</summary>
    public static WordChanges? ChangesOf(EntityEntry<Reservation> entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified))
            return null;
        var (id, words) = (entry.Entity.Id, SearchWords.Of(entry.Entity));
        var stored = entry.State == EntityState.Added ? new HashSet<string>() : StoredWords(entry);
        return new WordChanges(id, [.. words.Except(stored)], [.. stored.Except(words)]);
    }

    /// <summary>Writes them once the reservation is saved: whether its id is taken shows there.</summary>
    public static async Task Store(GatewayDbContext db, WordChanges changes, CancellationToken ct)
    {
        var (id, added, gone) = changes;
        if (added.Count > 0)
        {
            // One statement: a reservation has a dozen words, and EF Core would insert each by its own.
            var insert = db.GetService<Dialect>().InsertReservationWords(added.Count);
            await db.Database.ExecuteSqlRawAsync(insert, [id, .. added], ct);
        }
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

/// <summary>The words that a reservation is found by from now on, and those that it no longer is.</summary>
internal sealed record WordChanges(long ReservationId, IReadOnlyList<string> Added, IReadOnlyList<string> Gone);
