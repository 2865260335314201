using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PricingServices;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>The writing part of an Update.</summary>
/// <param name="Priced">What the vendor's pricing service answered; null: it wasn't asked.</param>
internal sealed record StoreUpdate(UpdateRide Update, ServicePriced? Priced) : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>Merges the request, prices a changed journey again, checks capacity and payment, then lets the reservation decide.</summary>
internal sealed class StoreUpdateHandler(IReservations reservations, ReservationJournal journal, TimeProvider clock)
    : IRequestHandler<StoreUpdate, Outcome<Reservation>>
{
    /// <summary>The reservation or its vendor has changed since the service was asked.</summary>
    public static Refusal OutdatedPrice { get; } = Refusal.Unavailable(
        Field.Vendor, $"The reservation or its {Field.Vendor} was changed at the same time. Try again.");

    private static readonly Refusal NotOffered = Refusal.Unavailable(
        Field.Vehicle, $"The booked {Field.Vehicle} isn't offered for this change. The booking stays as it was.");

    private static readonly Refusal NotForSale = Refusal.Unavailable(
        Field.Vendor, $"The {Field.Vendor} doesn't sell rides at present. Call the supplier.");

    public async Task<Outcome<Reservation>> Handle(StoreUpdate request, CancellationToken cancellationToken)
    {
        var update = request.Update;
        if (await reservations.FindOf(update.Call.Connect, update.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var now = clock.GetUtcNow();

        // First, because neither price nor capacity matters if no change is possible.
        if (reservation.CheckChange(now) is { } impossible)
            return impossible;

        if (await reservations.FindVendor(reservation.VendorCode, cancellationToken) is not { } vendor)
            return NotForSale;
        var inForce = await reservations.FindPlan(vendor.Code, vendor.PlanVersion, cancellationToken);
        if (inForce is null && vendor.Pricing is null && reservation.LatestRide.AcceptedPayment is null)
            return NotForSale;
        if (request.Priced is { } priced && priced.ReservationVersion != reservation.Version)
            return OutdatedPrice;
        if (Merge(request, reservation.LatestRide, vendor, inForce, now) is var merged && merged.IsRefused)
            return merged.Refusal;
        if (merged.Value.Hold is { } hold && hold != reservation.Ride.Hold && hold != reservation.PendingChange?.Hold
            && await Capacity.Check(reservations, inForce!.Plan, merged.Value, reservation.Id, cancellationToken) is { } full)
            return full;

        var atOnce = vendor.Decisions.Changes == DecisionMode.Automatic;
        // A change of a pending booking is decided like a booking.
        var deadline = vendor.Decisions.DeadlineFor(
            choices => reservation.Status == ReservationStatus.RB ? choices.Bookings : choices.Changes, now);
        var command = new Change(merged.Value, atOnce, Identifiers.Confirmation(), deadline);
        return await journal.Execute(reservation, command, Actor.Of(update.Call), cancellationToken);
    }

    private static Outcome<Ride> Merge(StoreUpdate request, Ride before, Vendor vendor, RideFinder? inForce, DateTimeOffset now)
    {
        var (requested, currency) = (request.Update.Ride, before.Fare.Currency);
        if (!string.IsNullOrEmpty(requested.Currency)
            && !string.Equals(requested.Currency, currency.Code, StringComparison.OrdinalIgnoreCase))
            return Refusal.Request(Field.Currency, $"This reservation is in {currency}. Send that {Field.Currency} or none.");
        var journey = UpdatedJourney.Of(
            request.Update, before,
            stop => inForce?.TimeZoneOf(stop) ?? TimeZoneInfo.FindSystemTimeZoneById(vendor.TimeZone));
        if (journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;

        var booker = requested.MergeInto(before.Booker);
        var payment = requested.MergeInto(before.Payment, booker);
        var ride = before with { Journey = journey.Value };
        if (UpdatedJourney.NeedsPrice(journey.Value, before))
        {
            if (Reprice(request, journey.Value, before, vendor, inForce, now) is var offer && offer.IsRefused)
                return offer.Refusal;
            ride = Ride.Of(offer.Value, vendor.Contact, before.Passenger, payment);
        }
        // The card may have expired by the time of a ride that is moved to a later time.
        if ((payment != before.Payment || ride.Journey.Start > before.Journey.Start)
            && (ride.AcceptedPayment ?? inForce?.Plan.Payment) is { } accepted
            && PaymentCheck.Check(accepted, payment, ride.LocalStart) is { } refused)
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

    /// <summary>The booked vehicle at its best price for the new journey: by the pricing service, or by the plan in force.</summary>
    private static Outcome<Offer> Reprice(
        StoreUpdate request, Journey journey, Ride before, Vendor vendor, RideFinder? inForce, DateTimeOffset now)
    {
        if (vendor.Pricing is not { } service)
            return inForce is null ? NotForSale : RepriceByPlan(journey, before, inForce, now);
        if (request.Priced is not { } priced || priced.Journey != journey)
            return OutdatedPrice;
        // What the service sold keeps its terms until the service itself offers others.
        if (priced.Answer.IsFailure && before.Offer.Length == 0 && service.OnFailure == PricingFallback.Plan && inForce is not null)
            return RepriceByPlan(journey, before, inForce, now);
        if (priced.Answer.Offers(priced.Request) is var found && found.IsRefused)
            return priced.Answer.Offers.Count == 0 ? found.Refusal : NotOffered;
        return found.Value.FirstOrDefault(offer => offer.Vehicle.VehicleId == before.Vehicle.Id) is { } same ? same : NotOffered;
    }

    private static Outcome<Offer> RepriceByPlan(Journey journey, Ride before, RideFinder inForce, DateTimeOffset now)
    {
        if (inForce.Find(journey, before.Vehicle.Type, now) is var found && found.IsRefused)
            return found.Refusal;
        var same = found.Value.FirstOrDefault(
            offer => offer.Vehicle.VehicleId == before.Vehicle.Id && offer.Fare.Type != RateType.NotAvailable);
        return same is not null ? same : NoRate(before);
    }

    private static Refusal NoRate(Ride before) => Refusal.Unavailable(
        Field.Dropoff, $"The booked vehicle ({before.Vehicle.Description}) has no rate to the {Field.Dropoff}. Cancel and search again.");
}
