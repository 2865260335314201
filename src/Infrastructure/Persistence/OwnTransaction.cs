using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>A transaction of one write alone.</summary>
internal sealed class OwnTransaction(IDbContextTransaction transaction) : IDatabaseTransaction
{
    public bool IsLost => false;

    public Task Commit() => transaction.CommitAsync(CancellationToken.None);

    public Task Rollback() => transaction.DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
