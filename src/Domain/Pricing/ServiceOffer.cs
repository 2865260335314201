using System.Security.Cryptography;
using System.Text;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>An offer of a vendor's pricing service. Its capacity and its lead time are the service's affair.</summary>
public sealed record ServiceOffer(
    string Vendor, string Id, Journey Journey, TimeZoneInfo PickupTimeZone, FleetVehicle Vehicle, Fare Fare, DateTimeOffset EndsAt)
    : Offer(Journey, PickupTimeZone, Vehicle, Fare)
{
    /// <summary>The longest id of an offer.</summary>
    public const int LongestId = 64;

    private const int RateIdLength = 12;

    /// <summary>The service's price holds until then.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    public required PaymentTerms AcceptedPayment { get; init; }

    /// <summary>Its cancellation terms; null: a cancellation is free.</summary>
    public CancellationPolicy? Cancellation { get; init; }

    /// <summary>By the zones of the vendor's rate plan, if it has one.</summary>
    public string City { get; init; } = "";

    public override string VendorCode => Vendor;

    /// <summary>A digest of the offer's id: nobody documents how long Concur's RateID may be.</summary>
    public override string RateId => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Id)))[..RateIdLength];

    public override PaymentTerms Payment => AcceptedPayment;

    public override CancellationTerms? Terms =>
        Cancellation is null ? null : new CancellationTerms(Cancellation.For(Fare, Ends - Journey.Start));

    /// <summary>By the zones of the vendor's rate plan; null: the pickup's.</summary>
    public TimeZoneInfo? ZoneAtDropoff { get; init; }

    public override string GdsCity => City;

    public override TimeZoneInfo DropoffTimeZone => ZoneAtDropoff ?? PickupTimeZone;

    public override DateTimeOffset Ends => EndsAt;
}
