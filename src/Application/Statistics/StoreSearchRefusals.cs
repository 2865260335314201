using System.Collections.Concurrent;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Statistics;

/// <summary>
/// Counts refused searches by vendor and reason in memory: a search must not cost a write. <see cref="StoreSearchRefusals"/> stores them
/// now and then; what a crash loses is a few seconds.
/// </summary>
public sealed class SearchRefusalCounts
{
    private readonly ConcurrentDictionary<(string Vendor, string Reason), long> counts = new();

    /// <param name="vendorCodes">Those of the direct connect. Of several, none alone is the reason: it is counted for none.</param>
    /// <param name="element">The field by its name in Concur's XML.</param>
    public void Count(IReadOnlyList<string> vendorCodes, RefusalKind kind, string element) =>
        Add((vendorCodes is [var only] ? only : "", element.Length == 0 ? EnumWords.Of(kind) : $"{EnumWords.Of(kind)}: {element}"), 1);

    internal IReadOnlyDictionary<(string Vendor, string Reason), long> Take()
    {
        var taken = new Dictionary<(string, string), long>();
        foreach (var key in counts.Keys)
        {
            if (counts.TryRemove(key, out var count))
                taken.Add(key, count);
        }
        return taken;
    }

    /// <summary>What couldn't be stored counts again.</summary>
    internal void Return(IReadOnlyDictionary<(string Vendor, string Reason), long> taken)
    {
        foreach (var (key, count) in taken)
            Add(key, count);
    }

    private void Add((string, string) key, long count) =>
        counts.AddOrUpdate(key, static (_, added) => added, static (_, known, added) => known + added, count);
}

/// <summary>Stores the refused searches that this node has counted. Returns how many.</summary>
public sealed record StoreSearchRefusals : IRequest<Outcome<long>>;

/// <inheritdoc cref="StoreSearchRefusals"/>
public sealed class StoreSearchRefusalsHandler(SearchRefusalCounts refusals, ICatalog catalog, IMediator mediator, TimeProvider clock)
    : IRequestHandler<StoreSearchRefusals, Outcome<long>>
{
    public async Task<Outcome<long>> Handle(StoreSearchRefusals request, CancellationToken cancellationToken)
    {
        var taken = refusals.Take();
        if (taken.Count == 0)
            return 0L;
        var (now, snapshot) = (clock.GetUtcNow(), catalog.Current);
        var counts = taken.Select(entry => new DailyCount(
            VendorDay.Of(now, snapshot, entry.Key.Vendor), entry.Key.Vendor, Measure.SearchRefused, entry.Key.Reason, entry.Value, 0));
        if (await mediator.Send(new AddCounts([.. counts]), cancellationToken) is var stored && !stored.IsRefused)
            return stored;
        refusals.Return(taken);
        return stored.Refusal;
    }
}

/// <summary>The writing part, which runs only if there is something to write.</summary>
internal sealed record AddCounts(IReadOnlyList<DailyCount> Counts) : IRequest<Outcome<long>>, IWrite;

/// <inheritdoc cref="AddCounts"/>
internal sealed class AddCountsHandler(IDailyCounts counts) : IRequestHandler<AddCounts, Outcome<long>>
{
    public async Task<Outcome<long>> Handle(AddCounts request, CancellationToken cancellationToken)
    {
        await counts.Add(request.Counts, cancellationToken);
        return request.Counts.Sum(count => count.Count);
    }
}
