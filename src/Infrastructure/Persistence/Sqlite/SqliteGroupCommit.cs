using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using static SQLitePCL.raw;

namespace GroundTransport.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Runs one write after another, and commits those together that waited for each other (group commit): one flush to the disk is
/// durable for all of them. Nobody waits for a group to fill: a write that finds no other one waiting commits at once.
/// </summary>
/// <remarks>
/// All writes use one connection. The first of a group begins the transaction; each later one works in it, behind a savepoint. SQLite
/// may roll the whole transaction back when the disk or the memory fails: then each write runs again, alone.
/// </remarks>
public sealed class SqliteGroupCommit(SqliteWriteGate gate, TimeProvider clock) : IDisposable
{
    private const int MaxWrites = 32;
    private const string Savepoint = "write";

    /// <summary>How long the process waits for a write in the background when it ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A group that took this long takes no more writes: the first one waits for its answer.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(5);

    /// <summary>The transaction that the next write joins. Only who holds the gate may look.</summary>
    private Group? open;

    /// <summary>Null before the first write and after a failure. Only who holds the gate may look.</summary>
    private SqliteWriterConnection? writer;

    /// <param name="alone">Shares its transaction with no other write.</param>
    public async Task<IDatabaseTransaction> Begin(DbContext db, WritePriority priority, bool alone, CancellationToken ct)
    {
        await gate.Enter(priority, ct);
        if (alone && open is not null)
            await CommitOpen();
        return open is null ? await Lead(db, alone, ct) : await Join(db, open);
    }

    /// <inheritdoc />
    public void Dispose() => Close().GetAwaiter().GetResult();

    /// <summary>The connection isn't closed under a write that is still in progress.</summary>
    private async Task Close()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await gate.Enter(WritePriority.Request, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        if (open is not null)
            await CommitOpen();
        CloseWriter();
        gate.Leave();
    }

    private async Task<IDatabaseTransaction> Lead(DbContext db, bool alone, CancellationToken ct)
    {
        var guest = new Guest(db);
        try
        {
            if (writer is null)
            {
                writer = new SqliteWriterConnection(guest.ConnectionString);
                writer.Open();
            }
            guest.Use(writer);
            open = new Group(await db.Database.BeginTransactionAsync(ct), alone ? 1 : MaxWrites, clock);
            return new First(this, open, guest);
        }
        catch
        {
            try
            {
                guest.Leave();
            }
            finally
            {
                CloseWriter();
                gate.Leave();
            }
            throw;
        }
    }

    private async Task<IDatabaseTransaction> Join(DbContext db, Group group)
    {
        var later = new Later(this, group, new Guest(db));
        try
        {
            await later.Begin();
            return later;
        }
        catch
        {
            await later.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves the group to the next write that waits; with none, or when it is full, commits it.</summary>
    private async Task End(Group group)
    {
        if (!group.IsFull && gate.TryPass())
            return;
        try
        {
            await CommitOpen();
        }
        finally
        {
            gate.Leave();
        }
    }

    /// <summary>Commits the open group. Its writes learn of a failure, each for itself.</summary>
    private async Task CommitOpen()
    {
        var group = open!;
        open = null;
        try
        {
            if (group.Failure is { } failure)
                throw failure;
            await group.Transaction.CommitAsync(CancellationToken.None);
            group.Committed.SetResult();
        }
        catch (Exception failure)
        {
            try
            {
                // The next write must not wait for the lock of one that failed.
                await group.Transaction.DisposeAsync();
            }
            finally
            {
                CloseWriter();
                group.Fail(failure);
            }
        }
    }

    private async Task RollBackOpen(Guest guest)
    {
        var group = open!;
        open = null;
        try
        {
            await group.Transaction.DisposeAsync();
            guest.Leave();
        }
        catch
        {
            CloseWriter();
            throw;
        }
        finally
        {
            gate.Leave();
        }
    }

    /// <summary>After a failure: nobody knows what state it is in. The next write opens another one.</summary>
    private void CloseWriter()
    {
        writer?.Dispose();
        writer = null;
    }

    /// <summary>A context on the writer's connection, for a while: it comes from a pool and must not keep it.</summary>
    private sealed class Guest(DbContext db)
    {
        public DbContext Db => db;

        public string ConnectionString { get; } = db.Database.GetConnectionString()!;

        public void Use(DbConnection writer) => db.Database.SetDbConnection(writer, contextOwnsConnection: false);

        public void Leave()
        {
            db.Database.SetDbConnection(null, contextOwnsConnection: true);
            db.Database.SetConnectionString(ConnectionString);
        }
    }

    private sealed class Group(IDbContextTransaction transaction, int maxWrites, TimeProvider clock)
    {
        private readonly long begun = clock.GetTimestamp();

        public IDbContextTransaction Transaction => transaction;

        public SqliteTransaction Shared { get; } = (SqliteTransaction)transaction.GetDbTransaction();

        /// <summary>How many writes have joined.</summary>
        public int Writes { get; private set; } = 1;

        /// <summary>SQLite has rolled the transaction back: a statement would begin another one.</summary>
        public bool IsRolledBack => Shared.Connection is not { } connection || sqlite3_get_autocommit(connection.Handle) != 0;

        /// <summary>No other write may join.</summary>
        public bool IsFull => Writes >= maxWrites || IsRolledBack || Failure is not null || clock.GetElapsedTime(begun) >= LongEnough;

        /// <summary>Why a write couldn't be undone: the transaction must not be committed. Null: each was.</summary>
        public Exception? Failure { get; set; }

        public void Join() => Writes++;

        public TaskCompletionSource Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>A write that is alone in its group learns the cause; several must each find out whose it is.</summary>
        public void Fail(Exception failure)
        {
            Committed.SetException(Writes == 1 ? failure : new GroupRolledBackException(failure));
            // Nobody may be left to look at it.
            _ = Committed.Task.Exception;
        }
    }

    /// <summary>The write that began the transaction: until it ends there is no other one in the group.</summary>
    private sealed class First(SqliteGroupCommit commits, Group group, Guest guest) : IDatabaseTransaction
    {
        private bool hasEnded;

        public bool IsLost => false;

        public async Task Commit()
        {
            hasEnded = true;
            try
            {
                await commits.End(group);
                await group.Committed.Task;
            }
            finally
            {
                guest.Leave();
            }
        }

        public async Task Rollback() => await DisposeAsync();

        public async ValueTask DisposeAsync()
        {
            if (hasEnded)
                return;
            hasEnded = true;
            await commits.RollBackOpen(guest);
        }
    }

    /// <summary>A write that joined the transaction of others. Until it ends they wait.</summary>
    private sealed class Later(SqliteGroupCommit commits, Group group, Guest guest) : IDatabaseTransaction
    {
        private bool hasEnded;

        public bool IsLost => group.IsRolledBack;

        public async Task Begin()
        {
            group.Join();
            guest.Use(group.Shared.Connection!);
            await guest.Db.Database.UseTransactionAsync(group.Shared, CancellationToken.None);
            await group.Shared.SaveAsync(Savepoint, CancellationToken.None);
        }

        public async Task Commit()
        {
            await group.Shared.ReleaseAsync(Savepoint, CancellationToken.None);
            await End();
            await group.Committed.Task;
        }

        public async Task Rollback()
        {
            await DisposeAsync();
            await group.Committed.Task;
        }

        public async ValueTask DisposeAsync()
        {
            if (hasEnded)
                return;
            try
            {
                if (!group.IsRolledBack)
                {
                    await group.Shared.RollbackAsync(Savepoint, CancellationToken.None);
                    await group.Shared.ReleaseAsync(Savepoint, CancellationToken.None);
                }
            }
            catch (Exception failure)
            {
                group.Failure = failure;
            }
            await End();
        }

        private async Task End()
        {
            hasEnded = true;
            await guest.Db.Database.UseTransactionAsync(null, CancellationToken.None);
            guest.Leave();
            await commits.End(group);
        }
    }
}
