using static GroundTransport.Application.SellFormats.SegmentText;

namespace GroundTransport.Application.SellFormats;

/// <summary>Amadeus: <c>LMO</c> and the blank after <c>DROPOFF-</c> are literal; the currency code precedes the amount.</summary>
internal static class AmadeusFormat
{
    public static string Line(PassiveSegment segment) =>
        Join(" ", $"{segment.Number} MIS 1A HK1", segment.City, $"{Date(segment.PickupAt)}-LMO", segment.VendorName)
        + $"/TEL-{PhoneGroups(segment.VendorPhone)}/RATE-{segment.Currency}{segment.Rate} {RateKind(segment)}"
        + $"/CONF-{segment.ConfirmationNumber}"
        + $"/PICKUP-{Join(" ", Place(segment.Pickup), $"AT {Time(segment.PickupAt)}")}"
        + $"/DROPOFF- {Join(" ", Place(segment.Dropoff), $"AT {Time(segment.DropoffAt)}")}"
        + $"/RID-{segment.ReservationId}";

    private static string Place(SegmentPlace place) => Join(" ", place.Words, place.Street, place.City, place.State, place.PostalCode);
}
