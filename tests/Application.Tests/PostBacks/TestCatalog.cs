using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;

namespace GroundTransport.Application.Tests.PostBacks;

/// <summary>A catalog that contains one connection and nothing else.</summary>
internal static class TestCatalog
{
    public static CatalogSnapshot Of(DirectConnect connect) => new()
    {
        Version = 1,
        ConfirmedAt = TestClock.Now,
        Vendors = new Dictionary<string, VendorOnSale>(),
        ConnectsByUserName = new Dictionary<string, DirectConnect>(),
        ConnectsById = new Dictionary<string, DirectConnect> { [connect.Id] = connect },
        ConnectsByToken = new Dictionary<string, DirectConnect>(),
        ApiKeys = new Dictionary<string, ApiKey>(),
        QuoteSigner = new QuoteSigner([]),
    };
}
