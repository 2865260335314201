using GroundTransport.Application.Catalog;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Statistics;

/// <summary>
/// Counts the events that nobody has counted yet, each once: the counts and how far they reach are stored in one transaction. Returns
/// how many events there were.
/// </summary>
public sealed record CountEvents : IRequest<Outcome<int>>;

/// <inheritdoc cref="CountEvents"/>
public sealed class CountEventsHandler(IJobLeases leases, IMediator mediator) : IRequestHandler<CountEvents, Outcome<int>>
{
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(1);

    public async Task<Outcome<int>> Handle(CountEvents request, CancellationToken cancellationToken)
    {
        // Only to save work: of two nodes that count the same events one is refused by the database.
        await using var lease = await leases.Claim("count-events", LeaseLength, cancellationToken);
        var total = 0;
        for (var count = CountBatchHandler.BatchSize; lease is not null && count == CountBatchHandler.BatchSize;)
        {
            if (await mediator.Send(new CountBatch(), cancellationToken) is var counted && counted.IsRefused)
                return counted.Refusal;
            count = counted.Value;
            total += count;
        }
        return total;
    }
}

/// <summary>Counts the next events, at most <see cref="CountBatchHandler.BatchSize"/>.</summary>
internal sealed record CountBatch : IRequest<Outcome<int>>, IWrite;

/// <inheritdoc cref="CountBatch"/>
internal sealed class CountBatchHandler(IDailyCounts counts, IEventFeed feed, ICatalog catalog) : IRequestHandler<CountBatch, Outcome<int>>
{
    public const int BatchSize = 500;

    private static readonly EventFilter Counted = new(
        null,
        [EventTypes.Requested, EventTypes.Accepted, EventTypes.Declined, EventTypes.Cancelled, EventTypes.Closed, EventTypes.Amended],
        null);

    public async Task<Outcome<int>> Handle(CountBatch request, CancellationToken cancellationToken)
    {
        var after = await counts.LastCounted(cancellationToken);
        var through = (await feed.GetState(cancellationToken)).LastPosition;
        if (through <= after)
            return 0;
        var events = await feed.Read(Counted, after, through, BatchSize, cancellationToken);
        var found = new List<DailyCount>();
        foreach (var happened in events)
        {
            var (day, vendor) = (DayOf(happened), happened.VendorCode!);
            found.AddRange(EventMeasures.Of(happened, await Before(happened, cancellationToken)).Select(measured =>
                new DailyCount(day, vendor, measured.Measure, measured.Detail, measured.Count, measured.Amount)));
        }
        await counts.Add(found, cancellationToken);
        await counts.MoveTo(events.Count == BatchSize ? events[^1].Position!.Value : through, cancellationToken);
        return events.Count;
    }

    /// <summary>The event before the correction of a closed ride's fare, from which its difference follows; null: it isn't one.</summary>
    private async Task<FeedEvent?> Before(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Type != EventTypes.Amended || !EventMeasures.IsClosed(happened))
            return null;
        var earlier = await feed.Read(
            new EventFilter(null, null, happened.ReservationId), 0, happened.Position!.Value - 1, int.MaxValue, ct);
        return earlier.LastOrDefault(EventMeasures.IsClosed);
    }

    private DateOnly DayOf(FeedEvent happened) => VendorDay.Of(happened.At, catalog.Current, happened.VendorCode!);
}

/// <summary>Days in the vendors' time zones.</summary>
internal static class VendorDay
{
    /// <summary>UTC's day if there is no such vendor.</summary>
    public static DateOnly Of(DateTimeOffset instant, CatalogSnapshot catalog, string vendorCode) =>
        DateOnly.FromDateTime(catalog.Vendors.TryGetValue(vendorCode, out var onSale)
            ? TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(onSale.Vendor.TimeZone)).DateTime
            : instant.UtcDateTime);
}
