using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// The way of every write: one transaction in a scope of its own, begun anew where the connection failed. A commit whose
/// answer was lost is looked for before anything is done twice.
/// </summary>
public sealed class DatabaseWrites(IServiceScopeFactory scopes, Dialect dialect, TimeProvider clock)
{
    /// <summary>Runs a write and commits it, once; where it gives nothing to commit, nothing is.</summary>
    /// <param name="write">Gives its result, and whether to commit. It may run again after a failure.</param>
    /// <param name="ct">Heeded until the commit begins: what was decided is committed, though the caller hangs up.</param>
    public Task<T> Once<T>(Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write, CancellationToken ct) => Run(write, dialect.IsShared, ct);

    /// <summary>Runs statements that do no harm when they are committed twice: they leave no mark.</summary>
    public Task<T> Repeatable<T>(Func<GatewayDbContext, CancellationToken, Task<T>> write, CancellationToken ct) =>
        Run(async (services, token) => (await write(services.GetRequiredService<GatewayDbContext>(), token), true), false, ct);

    private async Task<T> Run<T>(Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write, bool marked, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var strategy = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.CreateExecutionStrategy();
        var attempt = new Attempt<T>();
        await strategy.ExecuteAsync(attempt, (_, attempt, token) => Begin(write, marked, attempt, token), (_, attempt, token) => Look(attempt, token), ct);
        return attempt.Result!;
    }

    private async Task<bool> Begin<T>(Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write, bool marked, Attempt<T> attempt, CancellationToken ct)
    {
        attempt.Mark = null;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        // One save a transaction, and whatever fails ends that: there is nothing to go back to in between.
        db.Database.AutoSavepointsEnabled = false;
        using var passage = await dialect.EnterWrite(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        (attempt.Result, var commit) = await write(scope.ServiceProvider, ct);
        if (!commit)
            return true;
        if (marked)
            db.Commits.Add(new CommitMark(attempt.Mark = Guid.NewGuid().ToString("N"), clock.GetUtcNow()));
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>After a failure that may have been the answer's, not the commit's.</summary>
    private async Task<ExecutionResult<bool>> Look<T>(Attempt<T> attempt, CancellationToken ct)
    {
        if (attempt.Mark is null)
            return new ExecutionResult<bool>(false, false);
        await using var scope = scopes.CreateAsyncScope();
        var isThere = await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Commits.AnyAsync(mark => mark.Id == attempt.Mark, ct);
        return new ExecutionResult<bool>(isThere, isThere);
    }

    private sealed class Attempt<T>
    {
        public T? Result { get; set; }

        /// <summary>By which its commit is found; null where it came to none.</summary>
        public string? Mark { get; set; }
    }
}
