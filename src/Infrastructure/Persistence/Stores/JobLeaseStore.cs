using GroundTransport.Application.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IJobLeases"/>
internal sealed class JobLeaseStore(DatabaseWrites writes, Dialect dialect, TimeProvider clock, ILogger<JobLeaseStore> log) : IJobLeases
{
    public async Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct) => await ClaimLease(name, atMost, ct);

    public async Task<JobLease?> ClaimLease(string name, TimeSpan length, CancellationToken ct)
    {
        // Each claim has an owner of its own: a claim whose lease has expired can't release its successor's.
        var owner = Guid.NewGuid().ToString("N");
        var claimed = await writes.ExecuteIdempotent((db, token) => db.Database.ExecuteSqlRawAsync(
            dialect.ClaimJobLease, [name, owner, dialect.NowParameter(clock)!, (long)length.TotalMilliseconds], token), ct);
        return claimed > 0 ? new JobLease(this, name, owner, length) : null;
    }

    /// <summary>Extends a lease within the caller's transaction; false: it was lost.</summary>
    public async Task<bool> Renew(GatewayDbContext db, JobLease lease, CancellationToken ct) =>
        await db.Database.ExecuteSqlRawAsync(
            dialect.RenewJobLease,
            [lease.Name, lease.Owner, dialect.NowParameter(clock)!, (long)lease.Length.TotalMilliseconds],
            ct) == 1;

    /// <summary>
    /// If only one process can use the database, the leases in it belong to processes that have ended: nobody needs to wait for them.
    /// </summary>
    public Task ReleaseOrphaned(CancellationToken ct) => dialect.IsShared
        ? Task.CompletedTask
        : writes.ExecuteIdempotent((db, token) => db.JobLeases.ExecuteDeleteAsync(token), ct);

    public async Task Release(JobLease held)
    {
        try
        {
            await writes.ExecuteIdempotent(
                (db, token) => db.JobLeases.Where(lease => lease.Name == held.Name && lease.Owner == held.Owner).ExecuteDeleteAsync(token),
                CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("Failed to release the lease '{Name}'; it expires by itself: {Failure}", held.Name, failure.GetType().Name);
        }
    }
}

/// <summary>
/// A job's lease on this node. Its owner is a fencing token: a transaction that begins with <see cref="Renew"/> can't be committed by
/// a node that has lost the lease.
/// </summary>
internal sealed class JobLease(JobLeaseStore leases, string name, string owner, TimeSpan length) : IAsyncDisposable
{
    public string Name => name;

    public string Owner => owner;

    public TimeSpan Length => length;

    /// <inheritdoc cref="JobLeaseStore.Renew"/>
    public Task<bool> Renew(GatewayDbContext db, CancellationToken ct) => leases.Renew(db, this, ct);

    public async ValueTask DisposeAsync() => await leases.Release(this);
}
