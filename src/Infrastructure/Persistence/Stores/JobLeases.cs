using GroundTransport.Application.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IJobLeases"/>
internal sealed class JobLeases(DatabaseWrites writes, Dialect dialect, TimeProvider clock, ILogger<JobLeases> log) : IJobLeases
{
    public async Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct)
    {
        // An owner for each claim: whoever comes after a lease that ended can't have it given back under them.
        var owner = Guid.NewGuid().ToString("N");
        var claimed = await writes.Repeatable((db, token) => db.Database.ExecuteSqlRawAsync(
            dialect.ClaimJob, [name, owner, dialect.InstantOf(clock)!, (long)atMost.TotalMilliseconds], token), ct);
        return claimed > 0 ? new Held(this, name, owner) : null;
    }

    private async Task GiveBack(string name, string owner)
    {
        try
        {
            await writes.Repeatable((db, token) => db.JobLeases.Where(lease => lease.Name == name && lease.Owner == owner).ExecuteDeleteAsync(token), CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("The lease '{Name}' wasn't given back; it ends by itself: {Why}", name, failure.GetType().Name);
        }
    }

    private sealed class Held(JobLeases leases, string name, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await leases.GiveBack(name, owner);
    }
}
