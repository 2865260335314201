using static GroundTransport.Application.SellFormats.SegmentText;

namespace GroundTransport.Application.SellFormats;

/// <summary>Sabre and Abacus, which have the same format.</summary>
internal static class SabreFormat
{
    /// <summary>Sabre's weekday letters, in the order of <see cref="DayOfWeek"/>: Thursday is Q, Saturday is J.</summary>
    private const string Weekdays = "SMTWQFJ";

    public static string Line(PassiveSegment segment) =>
        Join(" ", $"{segment.Number} OTH LM {Date(segment.PickupAt)} {Weekdays[(int)segment.PickupAt.DayOfWeek]} GK1",
            $"{segment.City}/{segment.VendorName}")
        + $"/TEL {PhoneGroups(segment.VendorPhone)}/RATE-{RateWithSign(segment)}/CONF-{segment.ConfirmationNumber}"
        + $"/PICKUP-{Join(" ", Place(segment.Pickup), $"AT {Time(segment.PickupAt)}")}"
        + $"/DROPOFF-{Join(" ", Place(segment.Dropoff), $"AT {Time(segment.DropoffAt)}")}"
        + $"/{segment.ReservationId}/RESERVATION L1";

    /// <summary>City and state have no blank between them.</summary>
    private static string Place(SegmentPlace place) => Join(" ", place.Words, place.Street, place.City + place.State, place.PostalCode);
}
