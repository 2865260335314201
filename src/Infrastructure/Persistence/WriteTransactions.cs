using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.PostBackDelivery;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IWriteTransactions"/>
internal sealed class WriteTransactions(DatabaseWrites writes, Dialect dialect, PostBackSignal signal, CatalogMemory catalog, ILogger<WriteTransactions> log) : IWriteTransactions
{
    private const int Attempts = 3;

    public async Task<TResponse> Run<TRequest, TResponse>(TRequest request, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IOutcome<TResponse>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var decided = await writes.Once((services, token) => Decide<TRequest, TResponse>(request, services, token), ct);
                if (decided.Tells)
                    signal.Set();
                if (decided.MovesCatalog)
                    await RefreshCatalog();
                return decided.Response;
            }
            catch (DbUpdateException conflict) when (attempt < Attempts && IsConflict(conflict))
            {
                log.LogInformation("{Request} met another write (attempt {Attempt}); it is decided anew", typeof(TRequest).Name, attempt);
            }
            catch (Exception failure) when (dialect.IsFull(failure) || (failure.InnerException is { } inner && dialect.IsFull(inner)))
            {
                log.LogCritical("{Request} wasn't stored: the database's disk is full. Make room; nothing that was acknowledged is lost", typeof(TRequest).Name);
                return TResponse.Refused(Refusal.NoRoom);
            }
        }
    }

    private static async Task<(Decided<TResponse> Result, bool Commit)> Decide<TRequest, TResponse>(TRequest request, IServiceProvider services, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IOutcome<TResponse>
    {
        var db = services.GetRequiredService<GatewayDbContext>();
        var response = await services.GetRequiredService<IRequestHandler<TRequest, TResponse>>().Handle(request, ct);
        if (response.Refusal is not null)
            return (new Decided<TResponse>(response, false, false), false);

        var movesCatalog = db.ChangeTracker.Entries().Any(entry => entry.State != EntityState.Unchanged && CatalogMemory.IsMadeOf(entry.Metadata.ClrType));
        if (movesCatalog)
            await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);
        var tells = db.ChangeTracker.Entries<PostBack>().Any(entry => entry.State is EntityState.Added or EntityState.Modified);
        return (new Decided<TResponse>(response, movesCatalog, tells), true);
    }

    /// <summary>On this node what was just changed holds with the reply; the others ask twice a second.</summary>
    private async Task RefreshCatalog()
    {
        try
        {
            await catalog.Refresh(CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("The catalog wasn't refreshed after a change; the next poll does it: {Why}", failure.GetType().Name);
        }
    }

    /// <summary>A version that moved, or a random number that was taken: both are right the next time.</summary>
    private bool IsConflict(DbUpdateException failure) =>
        failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure.InnerException!);

    /// <param name="Tells">Whether a PostBack waits to be sent.</param>
    private sealed record Decided<TResponse>(TResponse Response, bool MovesCatalog, bool Tells);
}
