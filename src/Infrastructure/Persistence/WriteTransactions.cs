using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.PostBackDelivery;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IWriteTransactions"/>
internal sealed class WriteTransactions(
    IServiceScopeFactory scopes, SqliteWriteGate gate, PostBackSignal signal, CatalogMemory catalog, ILogger<WriteTransactions> log) : IWriteTransactions
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
                var (response, catalogMoved) = await Attempt<TRequest, TResponse>(request, ct);
                if (catalogMoved)
                    await RefreshCatalog();
                return response;
            }
            catch (DbUpdateException conflict) when (attempt < Attempts && IsConflict(conflict))
            {
                log.LogInformation("{Request} met another write (attempt {Attempt}); it is decided anew", typeof(TRequest).Name, attempt);
            }
        }
    }

    private async Task<(TResponse Response, bool CatalogMoved)> Attempt<TRequest, TResponse>(TRequest request, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IOutcome<TResponse>
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        var handler = scope.ServiceProvider.GetRequiredService<IRequestHandler<TRequest, TResponse>>();
        using var passage = db is SqliteGatewayDbContext ? await gate.EnterAsync(ct) : null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var response = await handler.Handle(request, ct);
        if (response.Refusal is not null)
            return (response, false);

        var catalogMoves = db.ChangeTracker.Entries().Any(entry => entry.State != EntityState.Unchanged && CatalogMemory.IsMadeOf(entry.Metadata.ClrType));
        if (catalogMoves)
            await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);
        var tells = db.ChangeTracker.Entries<PostBack>().Any(entry => entry.State is EntityState.Added or EntityState.Modified);
        // From here on the caller may hang up: what was decided is committed all the same.
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        if (tells)
            signal.Set();
        return (response, catalogMoves);
    }

    /// <summary>On this node what was just changed holds with the reply; the others ask each second.</summary>
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
    private static bool IsConflict(DbUpdateException failure) =>
        failure is DbUpdateConcurrencyException || IsUniqueViolation(failure);

    private static bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19, SqliteExtendedErrorCode: 1555 or 2067 };
}
