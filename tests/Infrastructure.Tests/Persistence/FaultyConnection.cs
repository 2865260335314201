using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>A connection that breaks where a test says, once per failure.</summary>
public sealed class FaultyConnection : DbTransactionInterceptor, IDbCommandInterceptor
{
    private Exception? before;
    private Exception? after;
    private Exception? inMiddle;
    private string statement = "";

    private int commits;

    /// <summary>How many commits succeeded.</summary>
    public int Commits => Volatile.Read(ref commits);

    /// <summary>The next commit doesn't reach the server.</summary>
    public void BreakBeforeCommit(Exception failure) => before = failure;

    /// <summary>The next commit succeeds, and its acknowledgement is lost.</summary>
    public void BreakAfterCommit(Exception failure) => after = failure;

    /// <summary>The next statement that contains this text doesn't reach the server.</summary>
    public void BreakAt(string text, Exception failure) => (statement, inMiddle) = (text, failure);

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref before, null) is not { } failure)
            return result;
        await transaction.RollbackAsync(cancellationToken);
        throw failure;
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref commits);
        return Interlocked.Exchange(ref after, null) is { } failure ? throw failure : Task.CompletedTask;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken =
            default)
    {
        Break(command);
        return new(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Break(command);
        return new(result);
    }

    private void Break(DbCommand command)
    {
        if (inMiddle is not null && command.CommandText.Contains(statement, StringComparison.Ordinal)
            && Interlocked.Exchange(ref inMiddle, null) is { } failure)
            throw failure;
    }
}
