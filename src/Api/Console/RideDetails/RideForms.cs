using System.Globalization;
using GroundTransport.Api.Console.Forms;
using GroundTransport.Application;
using GroundTransport.Application.Dispatch;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.RideDetails;

/// <summary>What the forms of a ride contain.</summary>
internal static class RideForms
{
    public static readonly string[] FareParts = ["basePrice", "serviceCharge", "surCharge", "tax", "toll", "parking", "tip"];

    private static readonly ExtraKind[] Extras = [ExtraKind.Toll, ExtraKind.Parking, ExtraKind.Tip];

    /// <summary>The final fare that was typed; null: the fare of the booking.</summary>
    public static FinalFareInput? FinalFare(PostedForm form) =>
        form.Text("fare") != "other" ? null
        : new FinalFareInput(
            Part(form, "basePrice") ?? 0, Part(form, "serviceCharge") ?? 0, Part(form, "surCharge") ?? 0, Part(form, "tax") ?? 0,
            [.. Extras.Select(kind => new ExtraChargeInput(kind, Part(form, FieldOf(kind)) ?? 0)).Where(extra => extra.Amount != 0)]);

    /// <summary>The name of an extra's field.</summary>
    public static string FieldOf(ExtraKind kind) => EnumWords.Of(kind);

    /// <summary>What can't be read at all; null: nothing.</summary>
    public static string? Mistake(PostedForm form) =>
        FareParts.FirstOrDefault(part => form.Text(part) is not null && Part(form, part) is null) is { } wrong
            ? $"“{form.Text(wrong)}” is no amount. Write it with a point, such as 125.50."
            : null;

    /// <summary>The driver; the phone of one that was used before needn't be typed again.</summary>
    public static Driver Driver(PostedForm form, Crew crew)
    {
        var typed = new Driver(form.Text("driverName") ?? "", form.Text("driverPhone") ?? "", form.Text("driverNumber") ?? "");
        return typed.Phone.Length + typed.Number.Length == 0
            && Known(crew.Drivers, typed.Name, driver => driver.Name) is { } known ? known : typed;
    }

    /// <summary>The vehicle; what one that was used before looks like needn't be typed again.</summary>
    public static AssignedVehicle Vehicle(PostedForm form, Crew crew)
    {
        var typed = new AssignedVehicle(
            form.Text("plate") ?? "", form.Text("make") ?? "", form.Text("model") ?? "", form.Text("colour") ?? "");
        return typed.Make.Length + typed.Model.Length + typed.Colour.Length == 0
            && Known(crew.Vehicles, typed.Plate, vehicle => vehicle.Plate) is { } known ? known : typed;
    }

    /// <summary>The warning if the driver or the vehicle has another ride at the same time; null: they are free.</summary>
    public static string? Overlap(Crew crew, Driver driver, AssignedVehicle vehicle)
    {
        var rides = new[] { Busy(crew.Drivers, driver.Name, known => known.Name), Busy(crew.Vehicles, vehicle.Plate, known => known.Plate) }
            .OfType<AssignedRide>().Select(ride => ride.Id.ToString(CultureInfo.InvariantCulture)).Distinct().ToList();
        return rides.Count == 0 ? null
            : $"Saved, but the driver or the vehicle has another ride at the same time: {string.Join(", ", rides)}.";
    }

    private static decimal? Part(PostedForm form, string name) =>
        decimal.TryParse(form.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static T? Known<T>(IReadOnlyList<CrewMember<T>> members, string name, Func<T, string> key)
        where T : class =>
        name.Length == 0 ? null : members.FirstOrDefault(member => Is(key(member.Who), name))?.Who;

    private static AssignedRide? Busy<T>(IReadOnlyList<CrewMember<T>> members, string name, Func<T, string> key) =>
        name.Length == 0 ? null : members.FirstOrDefault(member => Is(key(member.Who), name))?.BusyWith;

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
