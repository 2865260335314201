using FluentValidation;
using GroundTransport.Application.Administration.ConcurApps;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's Update: what it says replaces, what it doesn't say stays (spec, "Update").</summary>
public sealed record UpdateRide : IRequest<Outcome<Reservation>>, IWrite
{
    public required ConcurCall Call { get; init; }

    /// <summary>Null where the request had none, or none that could be read.</summary>
    public required long? ReservationId { get; init; }

    public required RideRequest Ride { get; init; }
}

/// <summary>A passenger that is sent must have a name.</summary>
public sealed class UpdateRideValidator : AbstractValidator<UpdateRide>
{
    public UpdateRideValidator() => RuleFor(update => update.Ride.Passenger!).SetValidator(new PassengerValidator());
}

/// <summary>Merges, prices anew where the journey moved, checks capacity and payment, then lets the reservation decide.</summary>
public sealed class UpdateRideHandler(IReservations reservations, ReservationJournal journal, TimeProvider clock)
    : IRequestHandler<UpdateRide, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(UpdateRide request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.Call.Connect, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var now = clock.GetUtcNow();

        // The state's own refusal first: what a change would cost doesn't matter where none is possible.
        if (reservation.RefusesChange(now) is { } impossible)
            return impossible;

        if (await reservations.FindVendor(reservation.VendorCode, cancellationToken) is not { } vendor
            || await reservations.FindPlan(vendor.Code, vendor.PlanVersion, cancellationToken) is not { } inForce)
            return Refusal.Unavailable(Field.Vendor, "The vendor sells no rides at present. Call the supplier.");
        if (Merge(request, reservation.Shown, vendor, inForce, now) is var merged && merged.IsRefused)
            return merged.Refusal;
        if (merged.Value.Hold != reservation.Ride.Hold && merged.Value.Hold != reservation.PendingChange?.Hold
            && await Capacity.Refuses(reservations, inForce.Plan, merged.Value, reservation.Id, cancellationToken) is { } full)
            return full;

        var atOnce = vendor.Decisions.Changes == DecisionMode.Automatic;
        // What replaces an undecided booking waits as a booking does.
        var deadline = vendor.Decisions.DeadlineFor(choices => reservation.Status == ReservationStatus.RB ? choices.Bookings : choices.Changes, now);
        return await journal.Execute(reservation, new Change(merged.Value, atOnce, Identifiers.Confirmation(), deadline), Actor.Of(request.Call), cancellationToken);
    }

    private static Outcome<Ride> Merge(UpdateRide request, Ride before, Vendor vendor, RideFinder inForce, DateTimeOffset now)
    {
        var asked = request.Ride;
        if (!string.IsNullOrEmpty(asked.Currency) && !string.Equals(asked.Currency, before.Fare.Currency.Code, StringComparison.OrdinalIgnoreCase))
            return Refusal.Request(Field.Currency, $"This reservation is in {before.Fare.Currency}. Send that {Field.Currency} or none.");
        var pickupZone = asked.Pickup is null ? before.PickupTimeZone : null;
        if (asked.MergeInto(before.Journey, request.Call.Connect.TimesAre, stop => pickupZone ?? inForce.TimeZoneOf(stop)) is var journey && journey.IsRefused)
            return journey.Refusal;

        var booker = asked.MergeInto(before.Booker);
        var payment = asked.MergeInto(before.Payment, booker);
        var ride = before;
        if (journey.Value != before.Journey)
        {
            if (Reprice(journey.Value, before, inForce, now) is var offer && offer.IsRefused)
                return offer.Refusal;
            ride = Ride.Of(offer.Value, vendor.Named, before.Passenger, payment);
        }
        // A ride that moves may outlive the card that it was booked with.
        if ((payment != before.Payment || ride.Journey.Start > before.Journey.Start)
            && PaymentCheck.Refuses(inForce.Plan.Payment, payment, TimeZoneInfo.ConvertTime(ride.Journey.Start, ride.PickupTimeZone).DateTime) is { } refused)
            return refused;
        return ride with
        {
            Passenger = asked.Passenger ?? before.Passenger,
            Payment = payment,
            Wishes = asked.MergeInto(before.Wishes),
            Accounting = asked.MergeInto(before.Accounting),
            Language = string.IsNullOrEmpty(asked.Language) ? before.Language : asked.Language,
            Booker = booker,
        };
    }

    /// <summary>The booked vehicle at its best rate for the new journey, by the plan in force.</summary>
    private static Outcome<Offer> Reprice(Domain.Journeys.Journey journey, Ride before, RideFinder inForce, DateTimeOffset now)
    {
        if (inForce.Find(journey, before.Vehicle.Type, now) is var found && found.IsRefused)
            return found.Refusal;
        return found.Value.FirstOrDefault(offer => offer.Vehicle.VehicleId == before.Vehicle.Id && offer.Fare.Type != RateType.NotAvailable) is { } same
            ? same
            : Refusal.Unavailable(Field.Dropoff, $"The booked {before.Vehicle.Description} has no rate for the changed ride. Cancel and search again.");
    }
}
