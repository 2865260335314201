using GroundTransport.Application.Pipeline;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IJobLeases"/>
internal sealed class JobLeases(IServiceScopeFactory scopes, SqliteWriteGate gate, TimeProvider clock, ILogger<JobLeases> log) : IJobLeases
{
    public async Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct)
    {
        // An owner for each claim: whoever comes after a lease that ended can't have it given back under them.
        var (owner, now) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow());
        var (present, until) = (now.ToUnixTimeMilliseconds(), (now + atMost).ToUnixTimeMilliseconds());
        // The instant is the process's: SQLite lives in it. A database that several nodes share gives its own.
        var claimed = await Write(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO job_leases (name, owner, until) VALUES ({name}, {owner}, {until})
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
            WHERE job_leases.until <= {present}
            """, ct), ct);
        return claimed > 0 ? new Held(this, name, owner) : null;
    }

    private async Task GiveBack(string name, string owner)
    {
        try
        {
            await Write(db => db.JobLeases.Where(lease => lease.Name == name && lease.Owner == owner).ExecuteDeleteAsync(), CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("The lease '{Name}' wasn't given back; it ends by itself: {Why}", name, failure.GetType().Name);
        }
    }

    private async Task<int> Write(Func<GatewayDbContext, Task<int>> write, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        using var passage = db is SqliteGatewayDbContext ? await gate.EnterAsync(ct) : null;
        return await write(db);
    }

    private sealed class Held(JobLeases leases, string name, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await leases.GiveBack(name, owner);
    }
}
