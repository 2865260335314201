using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's Update: elements that are present replace their values, absent ones keep them.</summary>
public sealed record UpdateRide : IRequest<Outcome<Reservation>>, IWrite
{
    public required ConcurCall Call { get; init; }

    /// <summary>Null if the request has none, or an unreadable one.</summary>
    public required long? ReservationId { get; init; }

    public required RideRequest Ride { get; init; }
}

/// <summary>A passenger must have a name if there is one.</summary>
public sealed class UpdateRideValidator : AbstractValidator<UpdateRide>
{
    public UpdateRideValidator() => RuleFor(update => update.Ride.Passenger!).SetValidator(new PassengerValidator());
}

/// <summary>Merges the request, prices a changed journey again, checks capacity and payment, then lets the reservation decide.</summary>
public sealed class UpdateRideHandler(IReservations reservations, ReservationJournal journal, TimeProvider clock)
    : IRequestHandler<UpdateRide, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(UpdateRide request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.Call.Connect, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var now = clock.GetUtcNow();

        // First, because neither price nor capacity matters if no change is possible.
        if (reservation.CheckChange(now) is { } impossible)
            return impossible;

        if (await reservations.FindVendor(reservation.VendorCode, cancellationToken) is not { } vendor
            || await reservations.FindPlan(vendor.Code, vendor.PlanVersion, cancellationToken) is not { } inForce)
            return Refusal.Unavailable(Field.Vendor, $"The {Field.Vendor} doesn't sell rides at present. Call the supplier.");
        if (Merge(request, reservation.LatestRide, vendor, inForce, now) is var merged && merged.IsRefused)
            return merged.Refusal;
        if (merged.Value.Hold != reservation.Ride.Hold && merged.Value.Hold != reservation.PendingChange?.Hold
            && await Capacity.Check(reservations, inForce.Plan, merged.Value, reservation.Id, cancellationToken) is { } full)
            return full;

        var atOnce = vendor.Decisions.Changes == DecisionMode.Automatic;
        // A change of a pending booking is decided like a booking.
        var deadline = vendor.Decisions.DeadlineFor(
            choices => reservation.Status == ReservationStatus.RB ? choices.Bookings : choices.Changes, now);
        var command = new Change(merged.Value, atOnce, Identifiers.Confirmation(), deadline);
        return await journal.Execute(reservation, command, Actor.Of(request.Call), cancellationToken);
    }

    private static Outcome<Ride> Merge(UpdateRide request, Ride before, Vendor vendor, RideFinder inForce, DateTimeOffset now)
    {
        var (requested, currency) = (request.Ride, before.Fare.Currency);
        if (!string.IsNullOrEmpty(requested.Currency)
            && !string.Equals(requested.Currency, currency.Code, StringComparison.OrdinalIgnoreCase))
            return Refusal.Request(Field.Currency, $"This reservation is in {currency}. Send that {Field.Currency} or none.");
        var bookedZone = requested.Pickup is null ? before.PickupTimeZone : null;
        var journey = requested.MergeInto(
            before.Journey, request.Call.Connect.TimesAre, stop => bookedZone ?? inForce.TimeZoneOf(stop));
        if (journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;

        var booker = requested.MergeInto(before.Booker);
        var payment = requested.MergeInto(before.Payment, booker);
        var ride = before;
        if (journey.Value != before.Journey)
        {
            if (Reprice(journey.Value, before, inForce, now) is var offer && offer.IsRefused)
                return offer.Refusal;
            ride = Ride.Of(offer.Value, vendor.Contact, before.Passenger, payment);
        }
        // The card may have expired by the time of a ride that is moved to a later time.
        if ((payment != before.Payment || ride.Journey.Start > before.Journey.Start)
            && PaymentCheck.Check(inForce.Plan.Payment, payment, ride.LocalStart) is { } refused)
            return refused;
        return ride with
        {
            Passenger = requested.Passenger ?? before.Passenger,
            Payment = payment,
            SpecialRequests = requested.MergeInto(before.SpecialRequests),
            Accounting = requested.MergeInto(before.Accounting),
            Language = string.IsNullOrEmpty(requested.Language) ? before.Language : requested.Language,
            Booker = booker,
        };
    }

    /// <summary>The booked vehicle at its best rate for the new journey, by the plan in force.</summary>
    private static Outcome<Offer> Reprice(Journey journey, Ride before, RideFinder inForce, DateTimeOffset now)
    {
        if (inForce.Find(journey, before.Vehicle.Type, now) is var found && found.IsRefused)
            return found.Refusal;
        var same = found.Value.FirstOrDefault(
            offer => offer.Vehicle.VehicleId == before.Vehicle.Id && offer.Fare.Type != RateType.NotAvailable);
        return same is not null
            ? same
            : Refusal.Unavailable(Field.Dropoff,
                $"The booked vehicle ({before.Vehicle.Description}) has no rate to the {Field.Dropoff}. Cancel and search again.");
    }
}
