using GroundTransport.Application.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IJobLeases"/>
internal sealed class JobLeaseStore(DatabaseWrites writes, Dialect dialect, TimeProvider clock, ILogger<JobLeaseStore> log) : IJobLeases
{
    public async Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct)
    {
        // Each claim has an owner of its own: a claim whose lease has expired can't release its successor's.
        var owner = Guid.NewGuid().ToString("N");
        var claimed = await writes.ExecuteIdempotent((db, token) => db.Database.ExecuteSqlRawAsync(
            dialect.ClaimJobLease, [name, owner, dialect.NowParameter(clock)!, (long)atMost.TotalMilliseconds], token), ct);
        return claimed > 0 ? new Lease(this, name, owner) : null;
    }

    private async Task Release(string name, string owner)
    {
        try
        {
            await writes.ExecuteIdempotent(
                (db, token) => db.JobLeases.Where(lease => lease.Name == name && lease.Owner == owner).ExecuteDeleteAsync(token),
                CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("Failed to release the lease '{Name}'; it expires by itself: {Failure}", name, failure.GetType().Name);
        }
    }

    private sealed class Lease(JobLeaseStore leases, string name, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await leases.Release(name, owner);
    }
}
