using System.Globalization;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.Parts;

/// <summary>How the console writes times, places, money and states.</summary>
public static class RideText
{
    /// <summary>A time in its own zone: <c>Thu 7 Mar 10:05</c>.</summary>
    public static string DayAndTime(DateTime local) => local.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    public static string Time(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateTime local) => local.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>An instant in a zone.</summary>
    public static DateTime In(TimeZoneInfo zone, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>A zone by its place: <c>New York</c>.</summary>
    public static string ZoneName(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>An amount with the digits of its currency, in groups of three: <c>1,250.00 USD</c>.</summary>
    public static string Amount(Money money) =>
        $"{money.Amount.ToString($"N{money.Currency.MinorDigits}", CultureInfo.InvariantCulture)} {money.Currency}";

    public static string Amount(long minorUnits, string currency)
    {
        var known = Currency.Of(currency);
        return Amount(Money.Round(minorUnits / (decimal)Math.Pow(10, known.MinorDigits), known));
    }

    /// <summary>The whole place: street and city, airport, station.</summary>
    public static string Place(Stop stop) => stop switch
    {
        AddressStop address => string.Join(", ", new[] { address.Street, $"{address.City} {address.PostalCode}".Trim(), address.State }
            .Where(part => part.Length > 0)),
        StationStop station => string.Join(", ", new[] { station.Name, station.City }.Where(part => part.Length > 0)),
        _ => stop.Name,
    };

    /// <summary>The flight or train at a stop, with its time; empty: none.</summary>
    public static string Connection(Stop stop) => stop switch
    {
        AirportStop { Flight: { } flight } => Connection($"{flight.Carrier} {flight.Number}", flight.At),
        StationStop { Train: { } train } => Connection($"{train.Carrier} {train.Number}", train.At),
        _ => "",
    };

    /// <summary>The flight or train at the pickup, else at the drop-off; empty: none.</summary>
    public static string Connection(Ride ride) =>
        Connection(ride.Journey.Pickup) is { Length: > 0 } arriving ? arriving : Connection(ride.Journey.Dropoff);

    /// <summary>Where the passenger can be called: the cell phone if there is one; empty: not known.</summary>
    public static string Phone(Ride ride) => ride.Passenger.CellPhone is { Length: > 0 } cell ? cell : ride.Passenger.Phone;

    public static string Name(Ride ride) => ride.Passenger.FullName is { Length: > 0 } name ? name : "No name";

    public static string Passengers(Ride ride) =>
        ride.Journey.Passengers == 1 ? "1 passenger" : string.Create(CultureInfo.InvariantCulture, $"{ride.Journey.Passengers} passengers");

    public static string Payment(Ride ride) => ride.Payment switch
    {
        CardPayment card => $"{card.Type} card ending in {card.LastFour}, valid to {card.Expiration:yyyy-MM}",
        DirectBillingPayment billed => $"Billed to {billed.CompanyCode}",
        CashPayment => "Cash",
        CheckPayment => "Check",
        _ => "",
    };

    /// <summary>What isn't empty, with dots between.</summary>
    public static string Dotted(params IEnumerable<string> parts) => string.Join(" · ", parts.Where(part => part.Length > 0));

    /// <summary>What the traveller asks for, in one line; empty: nothing.</summary>
    public static string Notes(Ride ride) => Dotted(
        ride.SpecialRequests.SpecialServiceRequest, ride.SpecialRequests.PickupInstructions, ride.SpecialRequests.DropoffInstructions,
        ride.SpecialRequests.RequestedDriver, ride.SpecialRequests.PickupServiceArrangement,
        ride.SpecialRequests.DropoffServiceArrangement, ride.SpecialRequests.ExtraStopArrangement,
        ride.Journey.Pickup.Notes, ride.Journey.Dropoff.Notes);

    /// <summary>The step of a ride that comes next; null: it is closed instead.</summary>
    public static Progress? NextStep(Progress progress) => progress switch
    {
        Progress.None or Progress.Assigned => Progress.OnTheWay,
        Progress.OnTheWay => Progress.Arrived,
        Progress.Arrived => Progress.OnBoard,
        _ => null,
    };

    /// <summary>A state as people read it: <c>change requested</c>.</summary>
    public static string Words(Enum value) => value is DeliveryState.Dead or ReceiptState.Dead ? "Given up" : string.Concat(
        value.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>What a request asks for.</summary>
    public static string Request(ReservationStatus status) => status switch
    {
        ReservationStatus.RB => "Booking",
        ReservationStatus.CB => "Change",
        ReservationStatus.XB => "Cancellation",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No request is pending"),
    };

    /// <summary>Who caused a change: <c>Concur (demo)</c>, <c>the deadline</c>, or the name of a key.</summary>
    public static string Who(string actor) => actor switch
    {
        Actor.ClockName => "The deadline",
        _ when actor.StartsWith("concur:", StringComparison.Ordinal) => $"Concur ({actor["concur:".Length..]})",
        _ when actor.StartsWith("supplier:", StringComparison.Ordinal) => actor["supplier:".Length..],
        _ => actor,
    };

    /// <summary>What happened, by the history's name of it: <c>Booking accepted</c>.</summary>
    public static string Event(string what) => string.Concat(what.Select((letter, at) =>
        at == 0 ? $"{char.ToUpperInvariant(letter)}" : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>Why a decision wasn't made: what somebody else did in between.</summary>
    public static string Conflict(HistoryEntry last) => last.To.NeedsDecision
        ? $"The request has changed while you looked at it ({Who(last.Actor)}). Nothing was done: look at it again."
        : $"{Who(last.Actor)} was faster: {Words(last.To.State)}. Nothing of yours was done.";

    private static string Connection(string number, DateTime? at) =>
        at is { } time ? $"{number.Trim()} {Time(time)}".Trim() : number.Trim();
}
