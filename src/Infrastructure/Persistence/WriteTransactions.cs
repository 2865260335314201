using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IWriteTransactions"/>
internal sealed class WriteTransactions(
    DatabaseWrites writes, Dialect dialect, CommitListeners listeners, ReservationMetrics metrics, ILogger<WriteTransactions> log)
    : IWriteTransactions
{
    private const int Attempts = 3;

    public async Task<TResponse> Run<TResponse>(
        string name, Func<IServiceProvider, CancellationToken, Task<TResponse>> handle, CancellationToken ct)
        where TResponse : IOutcome<TResponse>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var executed = await writes.ExecuteOnce((services, token) => Execute(handle, services, token), ct);
                foreach (var (vendorCode, change) in executed.Changes)
                    metrics.Count(vendorCode, change);
                await listeners.Notify(executed.Written);
                return executed.Response;
            }
            catch (DbUpdateException conflict) when (attempt < Attempts && IsConflict(conflict))
            {
                log.LogInformation("{Request} conflicted with another write (attempt {Attempt}); retrying", name, attempt);
            }
            catch (Exception failure) when (IsDiskFull(failure))
            {
                log.LogCritical(
                    "{Request} wasn't stored: the database's disk is full. Free some space; no acknowledged write is lost", name);
                return TResponse.Refused(Refusal.NoRoom);
            }
        }
    }

    private static async Task<(Executed<TResponse> Result, bool Commit)> Execute<TResponse>(
        Func<IServiceProvider, CancellationToken, Task<TResponse>> handle, IServiceProvider services, CancellationToken ct)
        where TResponse : IOutcome<TResponse>
    {
        var db = services.GetRequiredService<GatewayDbContext>();
        var response = await handle(services, ct);
        if (response.Refusal is not null)
            return (new Executed<TResponse>(response, new HashSet<Type>(), []), false);

        var added = services.GetRequiredService<AddedRows>().All;
        var changes = db.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged);
        var written = changes.Select(entry => entry.Metadata.ClrType).Concat(added.Select(row => row.GetType())).ToHashSet();
        if (written.Overlaps(CatalogState.SourceTypes))
            await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);
        return (new Executed<TResponse>(response, written, ChangesOf(db, added)), true);
    }

    /// <summary>
    /// The changes of reservations in this transaction, each with its vendor: of a new one, and of those that were found.
    /// </summary>
    private static List<(string VendorCode, HistoryEntry Change)> ChangesOf(GatewayDbContext db, IReadOnlyList<object> added) =>
    [
        .. from change in added.OfType<HistoryEntry>()
           join reservation in added.OfType<Reservation>().Concat(db.ChangeTracker.Entries<Reservation>().Select(entry => entry.Entity))
               on change.ReservationId equals reservation.Id
           select (reservation.VendorCode, change),
    ];

    private bool IsDiskFull(Exception failure) =>
        dialect.IsDiskFull(failure) || (failure.InnerException is { } inner && dialect.IsDiskFull(inner));

    /// <summary>A changed version, or a random number that is already in use: a retry succeeds.</summary>
    private bool IsConflict(DbUpdateException failure) =>
        failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure.InnerException!);

    /// <param name="Written">The types of the rows that were written; empty after a refusal.</param>
    /// <param name="Changes">The changes of reservations, to be counted once they are committed.</param>
    private sealed record Executed<TResponse>(
        TResponse Response, IReadOnlySet<Type> Written, IReadOnlyList<(string VendorCode, HistoryEntry Change)> Changes);
}
