using static System.FormattableString;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// What the traveller reads beside the status: the supplier's feedback, driver and progress, and while a change is pending, what is
/// still confirmed.
/// </summary>
public static class ProviderFeedback
{
    public static string Of(Reservation reservation)
    {
        var service = reservation.Service;
        var parts = new List<string>();
        if (reservation.Status == CB)
            parts.Add($"The change is pending with the supplier. Confirmed until then: {Describe(reservation.Ride)}.");
        if (service.Feedback.Length > 0)
            parts.Add(service.Feedback);
        if (service.PickupInstructions.Length > 0)
            parts.Add(service.PickupInstructions);
        if (service.Driver.ToString().Length > 0)
            parts.Add($"Driver: {service.Driver}.");
        if (service.Vehicle != new AssignedVehicle())
            parts.Add($"Vehicle: {service.Vehicle}.");
        if (service.Progress != Progress.None)
            parts.Add($"Ride: {Words(service.Progress)}.");
        if (service.CancellationFee is { IsZero: false } fee)
            parts.Add($"Cancellation fee: {fee}.");
        return string.Join(' ', parts);
    }

    private static string Describe(Ride ride) =>
        Invariant($"{ride.LocalStart:yyyy-MM-dd HH:mm} (local time) from {ride.Journey.Pickup.Name} to {ride.Journey.Dropoff.Name}, ")
        + Invariant($"{ride.Journey.Passengers} passengers, {ride.Fare.Rate}");

    private static string Words(Progress progress) => progress switch
    {
        Progress.Assigned => "driver assigned",
        Progress.OnTheWay => "driver on the way",
        Progress.Arrived => "driver has arrived",
        Progress.OnBoard => "passenger on board",
        Progress.Completed => "completed",
        Progress.NoShow => "no-show",
        _ => throw new ArgumentOutOfRangeException(nameof(progress), progress, "No words for this progress"),
    };
}
