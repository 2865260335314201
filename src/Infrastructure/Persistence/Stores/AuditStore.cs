using GroundTransport.Application.Audit;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IAuditTrail"/>
internal sealed class AuditStore(GatewayDbContext db, TimeProvider clock) : IAuditTrail, IAuditRecorder
{
    public async Task Record(Operator by, AuditedChange change, CancellationToken ct)
    {
        if (!db.ChangeTracker.HasChanges())
            return;
        var vendors = change.Subject == AuditSubject.ConcurApp
            ? await db.DirectConnects.AsNoTracking().Where(connect => connect.Id == change.Id)
                .Select(connect => connect.VendorCodes).FirstOrDefaultAsync(ct)
            : change.VendorCodes;
        db.Audit.Add(new AuditEntry(
            clock.GetUtcNow(), change.Action, change.Subject, change.Id, change.Name, vendors, change.Detail, by.KeyId, by.Name,
            by.Address, by.CorrelationId));
    }

    public async Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, ListPosition? after, int limit, CancellationToken ct)
    {
        var rows = db.Audit.AsNoTracking();
        if (filter.Subject is { } subject)
            rows = rows.Where(row => row.Subject == subject);
        if (filter.SubjectId is { } id)
            rows = rows.Where(row => row.SubjectId == id);
        if (filter.Action is { } action)
            rows = rows.Where(row => row.Action == action);
        if (filter.KeyId is { } key)
            rows = rows.Where(row => row.KeyId == key);
        if (filter.From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to)
            rows = rows.Where(row => row.At < to);
        if (after is not null)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(row => row.At < at || (row.At == at && row.Id < after.Id));
        }
        return await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(limit).ToListAsync(ct);
    }
}
