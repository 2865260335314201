using static GroundTransport.Application.SellFormats.SegmentText;

namespace GroundTransport.Application.SellFormats;

/// <summary>Apollo: the parts of an address separated by quotation marks, no drop-off time.</summary>
internal static class ApolloFormat
{
    public static string Line(PassiveSegment segment) =>
        Join(" ", $"{segment.Number} LIM ZM GK1", segment.City, $"{Date(segment.PickupAt)}-/{segment.VendorName}")
        + $"-TEL {PhoneDigits(segment.VendorPhone)}/RATE-{RateWithSign(segment)}/CONF-{segment.ConfirmationNumber}"
        + $"/PICKUP-{Join(" ", Place(segment.Pickup), $"AT {Time(segment.PickupAt)}")}/DROPOFF-{Place(segment.Dropoff)}"
        + $"/{segment.ReservationId}/RESERVATION L1";

    private static string Place(SegmentPlace place) => Join("\"", place.Words, place.Street, place.City, place.State, place.PostalCode);
}
