using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.SellFormats;

/// <summary>The data of a reservation's passive segment, before it is formatted for a GDS. Times are local times of the pickup.</summary>
public sealed record PassiveSegment
{
    /// <summary>The number of the segment in the travel agent's record.</summary>
    public int Number { get; init; } = 1;

    /// <summary>An airport of the ride, the pickup's before the drop-off's; else the pickup zone's GDS city; empty if unknown.</summary>
    public required string City { get; init; }

    public required string VendorName { get; init; }

    public required string VendorPhone { get; init; }

    /// <summary>The amount with its currency's digits.</summary>
    public required string Rate { get; init; }

    public required string Currency { get; init; }

    public required RateType RateType { get; init; }

    public decimal? MinHours { get; init; }

    /// <summary>Empty while the booking is pending.</summary>
    public string ConfirmationNumber { get; init; } = "";

    public required long ReservationId { get; init; }

    public required SegmentPlace Pickup { get; init; }

    public required SegmentPlace Dropoff { get; init; }

    public required DateTime PickupAt { get; init; }

    public required DateTime DropoffAt { get; init; }

    public static PassiveSegment Of(Reservation reservation, int number)
    {
        var ride = reservation.LatestRide;
        var journey = ride.Journey;
        return new PassiveSegment
        {
            Number = number,
            City = (journey.Pickup as AirportStop ?? journey.Dropoff as AirportStop)?.Code ?? ride.GdsCity,
            VendorName = ride.Vendor.Name,
            VendorPhone = ride.Vendor.Phone,
            Rate = reservation.Charged.ToAmountText(),
            Currency = reservation.Charged.Currency.Code,
            RateType = ride.Fare.Type,
            MinHours = ride.Fare.MinHours,
            ConfirmationNumber = reservation.ConfirmationNumber,
            ReservationId = reservation.Id,
            Pickup = SegmentPlace.Of(journey.Pickup),
            Dropoff = SegmentPlace.Of(journey.Dropoff),
            PickupAt = ride.LocalStart,
            DropoffAt = TimeZoneInfo.ConvertTime(ride.Ends, ride.PickupTimeZone).DateTime,
        };
    }
}

/// <summary>A place: the parts of an address, or words, and the code that some systems print instead.</summary>
/// <param name="Words">"DCA airport"; empty for an address.</param>
/// <param name="Code">"DCA"; empty for an address.</param>
public sealed record SegmentPlace(string Street, string City, string State, string PostalCode, string Words = "", string Code = "")
{
    public static SegmentPlace Of(Stop stop) => stop switch
    {
        AddressStop address => new SegmentPlace(address.Street, address.City, address.State, address.PostalCode),
        AirportStop airport => InWords($"{airport.Code} airport", airport.Code),
        StationStop { StationName.Length: > 0 } station => InWords(station.StationName, station.Code),
        StationStop station => InWords($"{station.Code} station", station.Code),
        AsDirected => InWords("as directed", ""),
        _ => throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop"),
    };

    private static SegmentPlace InWords(string words, string code) => new("", "", "", "", words, code);
}
