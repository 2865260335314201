using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Booking;

/// <summary>
/// What Concur says of a ride in a Sell or an Update. Null: it said nothing. An empty text: it was there, and empty.
/// To a Sell that is the same; in an Update absent keeps, empty clears (spec, "Update").
/// </summary>
public sealed record RideRequest
{
    public Passenger? Passenger { get; init; }

    public ServiceType? ServiceType { get; init; }

    public ClassOfService? ClassOfService { get; init; }

    public Stop? Pickup { get; init; }

    public Stop? Dropoff { get; init; }

    public RequestedTime? Start { get; init; }

    public RequestedTime? End { get; init; }

    /// <summary>EndDateTime was there and empty.</summary>
    public bool EndIsCleared { get; init; }

    public string? PickupInstructions { get; init; }

    public string? DropoffInstructions { get; init; }

    public string? Language { get; init; }

    public string? Currency { get; init; }

    public int? Passengers { get; init; }

    public DiscountCode? Discount { get; init; }

    public Payment? Payment { get; init; }

    /// <summary>The card's number came with letters or stars in place of digits: it may be the one we know.</summary>
    public bool CardIsMasked { get; init; }

    public string? RequestedDriver { get; init; }

    public string? SpecialServiceRequest { get; init; }

    public string? PickupServiceArrangement { get; init; }

    public string? DropoffServiceArrangement { get; init; }

    public string? ExtraStopArrangement { get; init; }

    public string? Accounting1 { get; init; }

    public string? Accounting2 { get; init; }

    public string? Accounting3 { get; init; }

    public string? Accounting4 { get; init; }

    public string? Accounting5 { get; init; }

    public Booker? Booker { get; init; }

    /// <summary>The wishes after this request: what it says, and where it says nothing, those before.</summary>
    public Wishes MergeInto(Wishes before) => new()
    {
        PickupInstructions = PickupInstructions ?? before.PickupInstructions,
        DropoffInstructions = DropoffInstructions ?? before.DropoffInstructions,
        RequestedDriver = RequestedDriver ?? before.RequestedDriver,
        SpecialServiceRequest = SpecialServiceRequest ?? before.SpecialServiceRequest,
        PickupServiceArrangement = PickupServiceArrangement ?? before.PickupServiceArrangement,
        DropoffServiceArrangement = DropoffServiceArrangement ?? before.DropoffServiceArrangement,
        ExtraStopArrangement = ExtraStopArrangement ?? before.ExtraStopArrangement,
    };

    /// <inheritdoc cref="MergeInto(Wishes)"/>
    public Accounting MergeInto(Accounting before) => new(
        Accounting1 ?? before.Field1,
        Accounting2 ?? before.Field2,
        Accounting3 ?? before.Field3,
        Accounting4 ?? before.Field4,
        Accounting5 ?? before.Field5);

    /// <summary>Who books after this request; the company stays where only the person is named, and the other way round.</summary>
    public Booker MergeInto(Booker before) => Booker is not { } asked ? before : new Booker(
        asked.CompanyCode.Length > 0 ? asked.CompanyCode : before.CompanyCode,
        asked.UserId.Length > 0 ? asked.UserId : before.UserId,
        asked.Email.Length > 0 ? asked.Email : before.Email,
        asked.Phone.Length > 0 ? asked.Phone : before.Phone);

    /// <summary>
    /// The payment after this request. A masked card with the known last four keeps the known card; direct billing that
    /// names no company keeps the known company, else bills the booker's.
    /// </summary>
    /// <param name="booker">After this request.</param>
    public Payment MergeInto(Payment before, Booker booker) => Payment switch
    {
        null => before,
        CardPayment asked when CardIsMasked && before is CardPayment known && known.LastFour == asked.LastFour && known.Type == asked.Type => known,
        DirectBillingPayment { CompanyCode: "" } when before is DirectBillingPayment => before,
        DirectBillingPayment { CompanyCode: "" } => new DirectBillingPayment(booker.CompanyCode),
        _ => Payment,
    };

    /// <summary>The journey after this request; times are resolved in the pickup's time zone.</summary>
    public Outcome<Journey> MergeInto(Journey? before, TimesAre timesAre, Func<Stop, TimeZoneInfo> timeZoneOf)
    {
        if ((ServiceType ?? before?.ServiceType) is not { } serviceType)
            return Refusal.Location(Field.ServiceType, $"{Field.ServiceType} is missing. Send 100, 110, 111, 120, 121, 200 or 300.");
        if ((Pickup ?? before?.Pickup) is not { } pickup)
            return Refusal.Location(Field.Pickup, $"{Field.Pickup} is missing, and the quote doesn't tell it. Send it, or search again and send the answer's {Field.Quote} whole.");
        if ((Dropoff ?? before?.Dropoff) is not { } dropoff)
            return Refusal.Location(Field.Dropoff, $"{Field.Dropoff} is missing, and the quote doesn't tell it. Send it, or search again and send the answer's {Field.Quote} whole.");

        var zone = timeZoneOf(pickup);
        DateTimeOffset start;
        if (Start is { } asked)
        {
            if (asked.Resolve(timesAre, zone, Field.Start) is var resolved && resolved.IsRefused)
                return resolved.Refusal;
            start = resolved.Value;
        }
        else if (before is not null)
            start = before.Start;
        else
            return Refusal.Time(Field.Start, $"{Field.Start} is missing. Send it as 2030-05-19T18:00:00.");

        var end = EndIsCleared ? null : before?.End;
        if (End is { } askedEnd)
        {
            if (askedEnd.Resolve(timesAre, zone, Field.End) is var resolved && resolved.IsRefused)
                return resolved.Refusal;
            end = resolved.Value;
        }
        return new Journey(serviceType, ClassOfService ?? before?.ClassOfService ?? Domain.Journeys.ClassOfService.Normal,
            pickup, dropoff, start, end, Passengers ?? before?.Passengers ?? 1)
        {
            Discount = Discount ?? before?.Discount,
        };
    }
}
