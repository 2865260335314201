using System.Globalization;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>What a change was and would be: only what differs, and the difference in price.</summary>
public sealed partial class RideDifference : ComponentBase
{
    [Parameter, EditorRequired]
    public Ride Before { get; set; } = null!;

    [Parameter, EditorRequired]
    public Ride After { get; set; } = null!;

    private IEnumerable<(string Name, string Before, string After)> Rows => new[]
    {
        ("Pickup time", Time(Before), Time(After)),
        ("From", From(Before), From(After)),
        ("To", To(Before), To(After)),
        ("Passenger", Before.Passenger.FullName, After.Passenger.FullName),
        ("Phone", Phones(Before), Phones(After)),
        ("E-mail", Before.Passenger.Email, After.Passenger.Email),
        ("Passengers", Number(Before.Journey.Passengers), Number(After.Journey.Passengers)),
        ("Vehicle", Before.Vehicle.Description, After.Vehicle.Description),
        ("Requests", RideText.Notes(Before), RideText.Notes(After)),
        ("Payment", RideText.Payment(Before), RideText.Payment(After)),
        ("Price", RideText.Amount(Before.Fare.Rate), RideText.Amount(After.Fare.Rate)),
    }.Where(row => row.Item2 != row.Item3);

    /// <summary>How much more or less it costs; empty if the currencies differ.</summary>
    private string PriceDifference
    {
        get
        {
            var (before, after) = (Before.Fare.Rate, After.Fare.Rate);
            if (before.Currency != after.Currency || before == after)
                return "";
            var difference = RideText.Amount(Money.Round(Math.Abs(after.Amount - before.Amount), after.Currency));
            return after.Amount > before.Amount ? $"{difference} more" : $"{difference} less";
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(Ride ride) => $"{RideText.DayAndTime(ride.LocalStart)} {RideText.ZoneName(ride.TimeZone)}";

    private static string From(Ride ride) => $"{RideText.Place(ride.Journey.Pickup)} {RideText.Connection(ride.Journey.Pickup)}".Trim();

    private static string To(Ride ride) => $"{RideText.Place(ride.Journey.Dropoff)} {RideText.Connection(ride.Journey.Dropoff)}".Trim();

    private static string Phones(Ride ride) => string.Join(", ",
        new[] { ride.Passenger.CellPhone, ride.Passenger.Phone, ride.Passenger.Phone2 }.Where(phone => phone.Length > 0));
}
