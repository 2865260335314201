using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Booking;

/// <summary>
/// The ride as a Sell or an Update describes it. Null: the element is absent. An empty text: the element is present and empty.
/// A Sell doesn't distinguish these; in an Update an absent element keeps the value and an empty one clears it.
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

    /// <summary>The end is present and empty.</summary>
    public bool EndIsCleared { get; init; }

    public string? PickupInstructions { get; init; }

    public string? DropoffInstructions { get; init; }

    public string? Language { get; init; }

    public string? Currency { get; init; }

    public int? Passengers { get; init; }

    public DiscountCode? Discount { get; init; }

    public Payment? Payment { get; init; }

    /// <summary>The card's number has other characters in place of digits: it may be the booked card.</summary>
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

    /// <summary>The result of this request: its values, and those before where it has none.</summary>
    public SpecialRequests MergeInto(SpecialRequests before) => new()
    {
        PickupInstructions = PickupInstructions ?? before.PickupInstructions,
        DropoffInstructions = DropoffInstructions ?? before.DropoffInstructions,
        RequestedDriver = RequestedDriver ?? before.RequestedDriver,
        SpecialServiceRequest = SpecialServiceRequest ?? before.SpecialServiceRequest,
        PickupServiceArrangement = PickupServiceArrangement ?? before.PickupServiceArrangement,
        DropoffServiceArrangement = DropoffServiceArrangement ?? before.DropoffServiceArrangement,
        ExtraStopArrangement = ExtraStopArrangement ?? before.ExtraStopArrangement,
    };

    /// <inheritdoc cref="MergeInto(SpecialRequests)"/>
    public Accounting MergeInto(Accounting before) => new(
        Accounting1 ?? before.Field1,
        Accounting2 ?? before.Field2,
        Accounting3 ?? before.Field3,
        Accounting4 ?? before.Field4,
        Accounting5 ?? before.Field5);

    /// <summary>The booker after this request. An empty part keeps the one before: company and person can be sent separately.</summary>
    public Booker MergeInto(Booker before) => Booker is not { } requested ? before : new Booker(
        requested.CompanyCode.Length > 0 ? requested.CompanyCode : before.CompanyCode,
        requested.UserId.Length > 0 ? requested.UserId : before.UserId,
        requested.Email.Length > 0 ? requested.Email : before.Email,
        requested.Phone.Length > 0 ? requested.Phone : before.Phone);

    /// <summary>
    /// The payment after this request. A masked card with the booked card's last four digits keeps that card. Direct billing
    /// without a company keeps the booked company, else bills the booker's.
    /// </summary>
    /// <param name="booker">After this request.</param>
    public Payment MergeInto(Payment before, Booker booker) => Payment switch
    {
        null => before,
        CardPayment requested when CardIsMasked && before is CardPayment booked
            && booked.LastFour == requested.LastFour && booked.Type == requested.Type => booked,
        DirectBillingPayment { CompanyCode: "" } when before is DirectBillingPayment => before,
        DirectBillingPayment { CompanyCode: "" } => new DirectBillingPayment(booker.CompanyCode),
        CardPayment or DirectBillingPayment or CashPayment or CheckPayment => Payment,
        _ => throw new InvalidOperationException($"Unknown form of payment: {Payment.GetType().Name}"),
    };

    /// <summary>The journey after this request. Times are resolved in the pickup's time zone.</summary>
    public Outcome<Journey> MergeInto(Journey? before, TimesAre timesAre, Func<Stop, TimeZoneInfo> timeZoneOf)
    {
        if ((ServiceType ?? before?.ServiceType) is not { } serviceType)
            return Refusal.Location(Field.ServiceType, $"{Field.ServiceType} is missing. Send 100, 110, 111, 120, 121, 200 or 300.");
        if ((Pickup ?? before?.Pickup) is not { } pickup)
            return Refusal.Location(Field.Pickup, MissingFromQuote(Field.Pickup));
        // A search reads an hourly ride without a drop-off in the same way.
        var unnamed = serviceType == Domain.Journeys.ServiceType.Hourly ? new AsDirected() : null;
        if ((Dropoff ?? before?.Dropoff ?? unnamed) is not { } dropoff)
            return Refusal.Location(Field.Dropoff, MissingFromQuote(Field.Dropoff));

        var zone = timeZoneOf(pickup);
        DateTimeOffset start;
        if (Start is { } requestedStart)
        {
            if (requestedStart.Resolve(timesAre, zone, Field.Start, before?.Start) is var resolved && resolved.IsRefused)
                return resolved.Refusal;
            start = resolved.Value;
        }
        else if (before is not null)
            start = before.Start;
        else
            return Refusal.Time(Field.Start, $"{Field.Start} is missing. Send it as 2030-05-19T18:00:00.");

        var end = EndIsCleared ? null : before?.End;
        if (End is { } requestedEnd)
        {
            if (requestedEnd.Resolve(timesAre, zone, Field.End, before?.End) is var resolved && resolved.IsRefused)
                return resolved.Refusal;
            end = resolved.Value;
        }
        return new Journey(serviceType, ClassOfService ?? before?.ClassOfService ?? Domain.Journeys.ClassOfService.Normal,
            pickup, dropoff, start, end, Passengers ?? before?.Passengers ?? 1)
        {
            Discount = Discount ?? before?.Discount,
        };
    }

    private static RefusalMessage MissingFromQuote(Field stop) =>
        $"{stop} is missing, and the quote doesn't contain it. Send it, or search again and send the reply's {Field.Quote} complete.";
}
