using System.Globalization;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Domain.Receipts;

/// <summary>
/// The receipt of a ride, or of a fee. Its times have the offset that their place had at that moment. It contains no person but the
/// driver's number.
/// </summary>
public sealed record Receipt
{
    /// <summary>The reservation and its version: no two receipts have the same.</summary>
    public required string Reference { get; init; }

    /// <summary>The reservation: its receipt and each adjustment of it have the same.</summary>
    public required string CollectionReference { get; init; }

    /// <summary>When the ride was closed or cancelled, of an adjustment too; in the drop-off's time zone.</summary>
    public required DateTimeOffset At { get; init; }

    public required ReceiptAmounts Amounts { get; init; }

    public required ReceiptSettings Issuer { get; init; }

    public required Payment Payment { get; init; }

    public required ClassOfService ClassOfService { get; init; }

    /// <summary>In the pickup's time zone.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>In the drop-off's time zone; never before the start.</summary>
    public required DateTimeOffset End { get; init; }

    public required Stop Pickup { get; init; }

    public required Stop Dropoff { get; init; }

    /// <summary>Empty: not known.</summary>
    public string DriverNumber { get; init; } = "";

    /// <param name="amounts">Of the whole ride, or of an adjustment.</param>
    /// <param name="times">What was reported of the ride itself doesn't count for a fee: nobody rode.</param>
    public static Receipt Of(
        Reservation reservation, ReceiptAmounts amounts, ReceiptSettings issuer, RideTimes times, DateTimeOffset now)
    {
        var ride = reservation.Ride;
        var rode = reservation is { Status: ReservationStatus.RC, Service.Outcome: RideOutcome.Completed };
        var (start, end) = TimesOf(ride, rode ? times : RideTimes.Unknown);
        return new Receipt
        {
            Reference = ReferenceOf(reservation),
            CollectionReference = reservation.Id.ToString(CultureInfo.InvariantCulture),
            At = TimeZoneInfo.ConvertTime(times.Ended ?? now, ride.TimeZoneAtDropoff),
            Amounts = amounts,
            Issuer = issuer,
            Payment = ride.Payment,
            ClassOfService = ride.Journey.ClassOfService,
            Start = TimeZoneInfo.ConvertTime(start, ride.PickupTimeZone),
            End = TimeZoneInfo.ConvertTime(end, ride.TimeZoneAtDropoff),
            Pickup = ride.Journey.Pickup,
            Dropoff = ride.Journey.Dropoff,
            DriverNumber = rode ? reservation.Service.Driver.Number : "",
        };
    }

    public static string ReferenceOf(Reservation reservation) =>
        string.Create(CultureInfo.InvariantCulture, $"{reservation.Id}-{reservation.Version}");

    /// <summary>
    /// As reported, else as booked. If the end were before the start, because only one was reported, the ride has its booked length.
    /// </summary>
    private static (DateTimeOffset Start, DateTimeOffset End) TimesOf(Ride ride, RideTimes reported)
    {
        var (start, end) = (reported.OnBoard ?? ride.Journey.Start, reported.Completed ?? ride.Ends);
        if (end >= start)
            return (start, end);
        var length = ride.Ends - ride.Journey.Start;
        return reported.OnBoard is null ? (end - length, end) : (start, start + length);
    }
}
