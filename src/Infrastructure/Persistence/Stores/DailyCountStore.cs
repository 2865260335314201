using GroundTransport.Application.Outbox;
using GroundTransport.Application.Statistics;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IDailyCounts"/>
internal sealed class DailyCountStore(GatewayDbContext db) : IDailyCounts
{
    public async Task Add(IReadOnlyList<DailyCount> counts, CancellationToken ct)
    {
        var sums = counts.GroupBy(count => (count.Day, count.VendorCode, count.Measure, count.Detail))
            .Select(same => same.First() with { Count = same.Sum(count => count.Count), Amount = same.Sum(count => count.Amount) });
        // In one order on every node, so that two of them can't wait for each other's rows.
        foreach (var count in sums.OrderBy(count => count.Day).ThenBy(count => count.VendorCode, StringComparer.Ordinal)
            .ThenBy(count => count.Measure).ThenBy(count => count.Detail, StringComparer.Ordinal))
        {
            var updated = await db.DailyCounts
                .Where(row => row.Day == count.Day && row.VendorCode == count.VendorCode && row.Measure == count.Measure
                    && row.Detail == count.Detail)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Count, row => row.Count + count.Count)
                        .SetProperty(row => row.Amount, row => row.Amount + count.Amount), ct);
            // If another node inserts it meanwhile, the write runs again.
            if (updated == 0)
                db.DailyCounts.Add(count);
        }
    }

    public async Task<IReadOnlyList<DailyCount>> Read(
        IReadOnlyList<string>? vendorCodes, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var rows = db.DailyCounts.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
        if (vendorCodes is not null)
            rows = rows.Where(row => vendorCodes.Contains(row.VendorCode));
        return await rows.ToListAsync(ct);
    }

    public async Task<long> LastCounted(CancellationToken ct) => (await State(ct)).Position;

    public async Task MoveTo(long position, CancellationToken ct) => (await State(ct)).Position = position;

    public async Task<PostBackBacklog> Backlog(IReadOnlyList<string>? vendorCodes, CancellationToken ct)
    {
        var rows = db.PostBacks.AsNoTracking();
        if (vendorCodes is not null)
            rows = rows.Where(row => vendorCodes.Contains(row.VendorCode));
        // One statement: between two of them the last row may be delivered, and nothing would wait since no time.
        var states = await rows.Where(row => row.State == DeliveryState.Pending || row.State == DeliveryState.Dead)
            .GroupBy(row => row.State)
            .Select(state => new { State = state.Key, Count = state.Count(), Oldest = state.Min(row => row.CreatedAt) })
            .ToListAsync(ct);
        var pending = states.Find(state => state.State == DeliveryState.Pending);
        var dead = states.Find(state => state.State == DeliveryState.Dead);
        return new PostBackBacklog(pending?.Count ?? 0, dead?.Count ?? 0, pending?.Oldest);
    }

    private async Task<CountedThroughRow> State(CancellationToken ct) =>
        db.CountedThrough.Local.SingleOrDefault() ?? await db.CountedThrough.SingleAsync(ct);
}
