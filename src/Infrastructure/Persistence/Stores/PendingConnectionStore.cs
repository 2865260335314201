using System.Security.Cryptography;
using GroundTransport.Application.ConcurApps;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IPendingConnections"/>
internal sealed class PendingConnectionStore(GatewayDbContext db, IDataProtectionProvider protection) : IPendingConnections
{
    public async Task<PendingConnection?> Find(string id, CancellationToken ct) =>
        await db.PendingConnections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } row ? Connection(row) : null;

    public async Task<IReadOnlyList<PendingConnection>> All(DateTimeOffset now, CancellationToken ct) =>
        [.. (await db.PendingConnections.AsNoTracking().Where(row => row.ExpiresAt > now)
            .OrderBy(row => row.ArrivedAt).ThenBy(row => row.Id).ToListAsync(ct)).Select(Connection)];

    public Task<int> Count(DateTimeOffset now, CancellationToken ct) => db.PendingConnections.CountAsync(row => row.ExpiresAt > now, ct);

    public Task<int> CountFrom(string visitor, DateTimeOffset now, CancellationToken ct) =>
        db.PendingConnections.CountAsync(row => row.ExpiresAt > now && row.Visitor == visitor, ct);

    public void Add(PendingConnection connection) => db.PendingConnections.Add(new PendingConnectionRow(
        connection.Id,
        connection.Principal,
        connection.UserId,
        Protector(connection.Id).Protect(connection.RequestToken),
        connection.ArrivedAt,
        connection.ExpiresAt,
        connection.Visitor));

    public async Task Remove(string id, CancellationToken ct)
    {
        if (await db.PendingConnections.SingleOrDefaultAsync(row => row.Id == id, ct) is { } row)
            db.PendingConnections.Remove(row);
    }

    public Task PurgeExpired(DateTimeOffset now, CancellationToken ct) =>
        db.PendingConnections.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(ct);

    private PendingConnection Connection(PendingConnectionRow row) =>
        new(row.Id, row.Principal, row.UserId, RequestToken(row), row.ArrivedAt, row.ExpiresAt) { Visitor = row.Visitor };

    private string RequestToken(PendingConnectionRow row)
    {
        try
        {
            return Protector(row.Id).Unprotect(row.RequestToken);
        }
        catch (CryptographicException unreadable) when (unreadable.InnerException is null)
        {
            return "";
        }
    }

    private IDataProtector Protector(string id) => protection.CreateProtector("Pending Concur connections", id);
}
