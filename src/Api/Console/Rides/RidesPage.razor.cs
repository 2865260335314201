using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.Rides;

/// <summary>The rides by pickup time, today first; printed, it is the day's sheet.</summary>
public sealed partial class RidesPage(TimeProvider clock) : ConsolePage<RidesModel>
{
    private RidesFilter Filter => Model.Filter;

    private bool CanDispatch => RestConventions.Caller(Context).Role >= Role.Dispatch;

    private string Back => Context.Request.Path + Context.Request.QueryString;

    private string Heading => Filter.IsSearch ? $"Rides found by “{Filter.Text}”"
        : Filter.Day == Filter.Today && !Filter.IsDayGiven ? "Rides from today"
        : $"Rides on {RideText.Day(Filter.Day.ToDateTime(TimeOnly.MinValue))}";

    private IEnumerable<IGrouping<DateOnly?, Reservation>> Days => Model.Rides.Items.GroupBy(
        ride => Filter.IsSearch ? (DateOnly?)null : DateOnly.FromDateTime(ride.LatestRide.LocalStart));

    private string DayName(DateOnly day) =>
        (day == Filter.Today ? "Today, " : day == Filter.Today.AddDays(1) ? "Tomorrow, " : "")
        + RideText.Day(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The step that comes next in the ride; null: none that is one click.</summary>
    private Progress? NextStep(Reservation ride) => !CanDispatch || !ride.ActionsAt(clock.GetUtcNow()).Contains(SupplierAction.Progress)
        ? null
        : RideText.NextStep(ride.Service.Progress);

    private bool CanClose(Reservation ride) => CanDispatch && ride.ActionsAt(clock.GetUtcNow()).Contains(SupplierAction.Close);

    /// <summary>Other rides of the page at the same time with the same driver or vehicle.</summary>
    private Reservation? Overlapping(Reservation ride) => ride.Status.HasEnded ? null : Model.Rides.Items.FirstOrDefault(
        other => other.Id != ride.Id && !other.Status.HasEnded && Overlap(ride.LatestRide, other.LatestRide)
            && (IsSame(ride.Service.Driver.Name, other.Service.Driver.Name)
                || IsSame(ride.Service.Vehicle.Plate, other.Service.Vehicle.Plate)));

    private static bool Overlap(Ride one, Ride other) => one.Journey.Start < other.Ends && other.Journey.Start < one.Ends;

    private static bool IsSame(string one, string other) => one.Length > 0 && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the page shows.</summary>
public sealed record RidesModel(Page<Reservation> Rides, RidesFilter Filter, bool IsFirstPage);
