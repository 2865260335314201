using static GroundTransport.Application.SellFormats.SegmentText;

namespace GroundTransport.Application.SellFormats;

/// <summary>
/// Galileo: no segment number, airports and stations by code only, the amount without currency and with its kind, no drop-off
/// time.
/// </summary>
internal static class GalileoFormat
{
    public static string Line(PassiveSegment segment) =>
        Join(" ", "TUR ZM AK1", segment.City, $"{Date(segment.PickupAt)}-/{segment.VendorName}")
        + $"-TEL {PhoneDigits(segment.VendorPhone)}/RATE-{segment.Rate} {RateKind(segment)}/CONF-{segment.ConfirmationNumber}"
        + $"/PU-{Join(" ", Place(segment.Pickup), $"AT {Time(segment.PickupAt)}")}/DO-{Place(segment.Dropoff)}"
        + $"/{segment.ReservationId}/RES";

    private static string Place(SegmentPlace place) =>
        Join(" ", place.Code.Length > 0 ? place.Code : place.Words, place.Street, place.City, place.State, place.PostalCode);
}
