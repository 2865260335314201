using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// Runs every write: one transaction in a scope of its own, run again if the connection failed. If the response to a commit is
/// lost, the commit is looked up before anything is done twice.
/// </summary>
public sealed class DatabaseWrites(IServiceScopeFactory scopes, Dialect dialect, TimeProvider clock)
{
    /// <summary>Runs a write that must not be committed twice. If it returns false for Commit, it is rolled back.</summary>
    /// <param name="write">Returns its result, and whether to commit. It may run again after a failure.</param>
    /// <param name="ct">Is ignored once the commit begins: a decision is committed even if the caller disconnects.</param>
    public Task<T> ExecuteOnce<T>(Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write, CancellationToken ct) =>
        ExecuteOnce(write, WritePriority.Request, ct);

    /// <summary>The same with another priority than a request's.</summary>
    public Task<T> ExecuteOnce<T>(
        Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write, WritePriority priority, CancellationToken ct) =>
        Execute(write, priority, recordsCommit: dialect.IsShared, ct);

    /// <summary>Runs statements of the background that may be committed twice without harm: they need no commit record.</summary>
    public Task<T> ExecuteIdempotent<T>(Func<GatewayDbContext, CancellationToken, Task<T>> write, CancellationToken ct) => Execute(
        async (services, token) => (await write(services.GetRequiredService<GatewayDbContext>(), token), true),
        WritePriority.Background, recordsCommit: false, ct);

    private async Task<T> Execute<T>(
        Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write, WritePriority priority, bool recordsCommit,
        CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var strategy = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.CreateExecutionStrategy();
        var attempt = new Attempt<T>();
        await strategy.ExecuteAsync(
            attempt,
            (_, attempt, token) => ExecuteAttempt(write, priority, recordsCommit, attempt, token),
            (_, attempt, token) => VerifyCommit(attempt, token),
            ct);
        return attempt.Result!;
    }

    private async Task<bool> ExecuteAttempt<T>(
        Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write,
        WritePriority priority,
        bool recordsCommit,
        Attempt<T> attempt,
        CancellationToken ct)
    {
        try
        {
            await ExecuteTransaction(write, priority, recordsCommit, attempt, alone: false, ct);
        }
        catch (GroupRolledBackException)
        {
            await ExecuteTransaction(write, priority, recordsCommit, attempt, alone: true, ct);
        }
        return true;
    }

    private async Task ExecuteTransaction<T>(
        Func<IServiceProvider, CancellationToken, Task<(T Result, bool Commit)>> write,
        WritePriority priority,
        bool recordsCommit,
        Attempt<T> attempt,
        bool alone,
        CancellationToken ct)
    {
        attempt.CommitId = null;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        // There is one save per transaction, and any failure ends the transaction: a savepoint would never be used.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await dialect.BeginWrite(db, priority, alone, ct);
        var added = scope.ServiceProvider.GetRequiredService<AddedRows>();
        var commitId = Guid.NewGuid().ToString("N");
        if (recordsCommit)
            added.Add(new CommitRecord(commitId, clock.GetUtcNow()));
        try
        {
            (attempt.Result, var commit) = await write(scope.ServiceProvider, ct);
            if (!commit)
            {
                await transaction.Rollback();
                return;
            }
            if (recordsCommit)
                attempt.CommitId = commitId;
            await db.SaveChangesAsync(CancellationToken.None);
            await added.Save(CancellationToken.None);
        }
        catch (Exception failure) when (transaction.IsLost)
        {
            throw new GroupRolledBackException(failure);
        }
        await transaction.Commit();
    }

    /// <summary>Runs after a failure: the commit may have succeeded although its response was lost.</summary>
    private async Task<ExecutionResult<bool>> VerifyCommit<T>(Attempt<T> attempt, CancellationToken ct)
    {
        if (attempt.CommitId is null)
            return new ExecutionResult<bool>(false, false);
        await using var scope = scopes.CreateAsyncScope();
        var commits = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Commits;
        var isCommitted = await commits.AnyAsync(record => record.Id == attempt.CommitId, ct);
        return new ExecutionResult<bool>(isCommitted, isCommitted);
    }

    private sealed class Attempt<T>
    {
        public T? Result { get; set; }

        /// <summary>The id of its commit record; null if it didn't get as far as a commit.</summary>
        public string? CommitId { get; set; }
    }
}
