using System.Globalization;
using GroundTransport.Application.Booking;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>
/// What the replies to Sell, Detail, Update and Cancel and the PostBack contain after their Error block: a reservation, or
/// the values of a refused request, or nothing. What is null or empty becomes an empty element.
/// </summary>
internal sealed record ReservationDetails
{
    /// <summary>For a refusal without a ride.</summary>
    public static ReservationDetails Nothing { get; } = new();

    public long? ReservationId { get; init; }

    public string Status { get; init; } = "";

    public string ConfirmationNumber { get; init; } = "";

    public string CancelPolicy { get; init; } = "";

    public string CancellationNumber { get; init; } = "";

    public Passenger? Passenger { get; init; }

    public ServiceType? ServiceType { get; init; }

    public ClassOfService? ClassOfService { get; init; }

    public Stop? Pickup { get; init; }

    public Stop? Dropoff { get; init; }

    public DateTime? Start { get; init; }

    public DateTime? End { get; init; }

    public SpecialRequests SpecialRequests { get; init; } = new();

    public string Language { get; init; } = "";

    public string Currency { get; init; } = "";

    public int? Passengers { get; init; }

    public RateInfo Rate { get; init; } = new();

    public string Disclaimer { get; init; } = "";

    public VehicleType? VehicleType { get; init; }

    public string VehicleDescription { get; init; } = "";

    public int? MaxPassengers { get; init; }

    public string VehicleId { get; init; } = "";

    public VendorContact Vendor { get; init; } = new("", "", "");

    public string ProviderFeedback { get; init; } = "";

    public Payment? Payment { get; init; }

    public Accounting Accounting { get; init; } = new();

    /// <summary>A reservation as Concur sees it: while a change is pending, the changed ride.</summary>
    public static ReservationDetails Of(Reservation reservation, string status, TimesAre timesAre)
    {
        var ride = reservation.LatestRide;
        var (journey, zone) = (ride.Journey, ride.PickupTimeZone);
        return new ReservationDetails
        {
            ReservationId = reservation.Id,
            Status = status,
            ConfirmationNumber = reservation.ConfirmationNumber,
            CancelPolicy = ride.CancelPolicy,
            CancellationNumber = reservation.CancellationNumber,
            Passenger = ride.Passenger,
            ServiceType = journey.ServiceType,
            ClassOfService = journey.ClassOfService,
            Pickup = journey.Pickup,
            Dropoff = journey.Dropoff,
            Start = RequestedTime.ClockOf(journey.Start, timesAre, zone),
            End = journey.End is { } end ? RequestedTime.ClockOf(end, timesAre, zone) : null,
            SpecialRequests = ride.SpecialRequests,
            Language = ride.Language,
            Currency = ride.Fare.Currency.Code,
            Passengers = journey.Passengers,
            Rate = RateInfo.Of(ride, reservation.Service.FinalFare),
            Disclaimer = ride.Disclaimer,
            VehicleType = ride.Vehicle.Type,
            VehicleDescription = ride.Vehicle.Description,
            MaxPassengers = ride.Vehicle.MaxPassengers,
            VehicleId = ride.Vehicle.Id,
            Vendor = ride.Vendor,
            ProviderFeedback = Domain.Reservations.ProviderFeedback.Of(reservation),
            Payment = ride.Payment,
            Accounting = ride.Accounting,
        };
    }

    /// <summary>The values of a refused Sell.</summary>
    public static ReservationDetails Echo(SellRide sell) => Echo(sell.Ride, sell.Call.Connect.TimesAre) with
    {
        Rate = new RateInfo
        {
            RateId = sell.RateId,
            Rate = sell.Rate?.ToString(CultureInfo.InvariantCulture) ?? "",
            Currency = sell.RateCurrency,
        },
        VehicleType = sell.VehicleType,
        VehicleId = sell.VehicleId,
        Vendor = new VendorContact(sell.VendorCode, "", ""),
    };

    /// <summary>The values of a refused Update.</summary>
    public static ReservationDetails Echo(UpdateRide update) =>
        Echo(update.Ride, update.Call.Connect.TimesAre) with { ReservationId = update.ReservationId };

    private static ReservationDetails Echo(RideRequest ride, TimesAre timesAre) => new()
    {
        Passenger = ride.Passenger,
        ServiceType = ride.ServiceType,
        ClassOfService = ride.ClassOfService,
        Pickup = ride.Pickup,
        Dropoff = ride.Dropoff,
        Start = EchoedTime.Of(ride.Start, timesAre),
        End = EchoedTime.Of(ride.End, timesAre),
        SpecialRequests = ride.MergeInto(new SpecialRequests()),
        Language = ride.Language ?? "",
        Currency = ride.Currency ?? "",
        Passengers = ride.Passengers,
        Payment = ride.Payment,
        Accounting = ride.MergeInto(new Accounting()),
    };
}
