using System.Collections.Frozen;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
using GroundTransport.Application.Search;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.TestKit;

namespace GroundTransport.Benchmarks.Micro;

/// <summary>The measured search, its rides, and the catalog that serves it.</summary>
internal sealed class PricedSearch : ICatalog, IOccupancy, IPricingClient
{
    private static readonly RatePlan Plan = RatePlanDocument.Read(BenchmarkPlan.Document(), TestPlans.Vendor.Code, 1);

    public static QuoteSigner Signer { get; } = new([new SigningKey(1, new byte[32], DateTimeOffset.UnixEpoch, null)]);

    public static SearchRides Asked { get; } = ((ReceivedRequest<SearchRides>)ConcurMessages
        .Read(System.Text.Encoding.UTF8.GetBytes(ConcurCalls.Search()), Parsing.Call)).Command;

    public static SearchRidesHandler Handler { get; } = new(
        new PricedSearch(), new PricedSearch(), new PricedSearch(), new SearchMetrics(), TimeProvider.System);

    CatalogSnapshot ICatalog.Current { get; } = new()
    {
        Version = 1,
        ConfirmedAt = DateTimeOffset.MaxValue,
        Vendors = FrozenDictionary
            .ToFrozenDictionary([KeyValuePair.Create(TestPlans.Vendor.Code, new VendorOnSale(TestPlans.Vendor, new RideFinder(Plan)))]),
        ConnectsByUserName = FrozenDictionary<string, DirectConnect>.Empty,
        ConnectsById = FrozenDictionary<string, DirectConnect>.Empty,
        ConnectsByToken = FrozenDictionary<string, DirectConnect>.Empty,
        ApiKeys = FrozenDictionary<string, ApiKey>.Empty,
        QuoteSigner = Signer,
    };

    OccupancySnapshot IOccupancy.Current => OccupancySnapshot.Empty;

    Task<PricingAnswer> IPricingClient.Ask(VendorOnSale vendor, PriceRequest request, CancellationToken ct) => throw Unexpected;

    Task<PricingAnswer> IPricingClient.Try(VendorOnSale vendor, PriceRequest request, CancellationToken ct) => throw Unexpected;

    Task<PricingAnswer> IPricingClient.Confirm(VendorOnSale vendor, ConfirmRequest request, CancellationToken ct) => throw Unexpected;

    private static NotSupportedException Unexpected => new("The rate plan prices these rides");
}
