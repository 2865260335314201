using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.PricingServices;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's Update: elements that are present replace their values, absent ones keep them.</summary>
public sealed record UpdateRide : IRequest<Outcome<Reservation>>
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

/// <summary>
/// Changes a ride. Where the vendor's pricing service prices it, the service is asked first, so that no transaction is open during the
/// call.
/// </summary>
public sealed class UpdateRideHandler(
    IReservationReader reservations, ICatalog catalog, IPricingClient pricing, IMediator mediator, TimeProvider clock)
    : IRequestHandler<UpdateRide, Outcome<Reservation>>
{
    private const int Attempts = 3;

    /// <summary>How long all attempts together wait for the service: Concur gives up after four seconds.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3.5);

    public async Task<Outcome<Reservation>> Handle(UpdateRide request, CancellationToken cancellationToken)
    {
        if (!SellsByService(request))
            return await mediator.Send(new StoreUpdate(request, null), cancellationToken);
        var startedAt = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            if (await reservations.ReadOf(request.Call.Connect, request.ReservationId, cancellationToken) is not { } reservation)
                return Refusal.UnknownReservation;
            if (reservation.CheckChange(clock.GetUtcNow()) is { } impossible)
                return impossible;
            if (await AskService(request, reservation, cancellationToken) is var asked && asked.IsRefused)
                return asked.Refusal;
            var stored = await mediator.Send(new StoreUpdate(request, asked.Value), cancellationToken);
            if (stored.Refusal != StoreUpdateHandler.OutdatedPrice || attempt == Attempts
                || clock.GetElapsedTime(startedAt) + TimeoutOf(reservation) > LongestWait)
                return stored;
        }
    }

    private TimeSpan TimeoutOf(Reservation reservation) =>
        catalog.Current.Vendors.TryGetValue(reservation.VendorCode, out var onSale) && onSale.Vendor.Pricing is { } service
            ? service.Timeout
            : TimeSpan.Zero;

    /// <summary>Only then is it worth reading the reservation first.</summary>
    private bool SellsByService(UpdateRide request) => request.Call.Connect.VendorCodes.Any(
        code => catalog.Current.Vendors.TryGetValue(code, out var onSale) && onSale.Vendor.Pricing is not null);

    /// <summary>The prices of the changed journey; null: nothing that the service prices changes.</summary>
    private async Task<Outcome<ServicePriced?>> AskService(UpdateRide request, Reservation reservation, CancellationToken ct)
    {
        var before = reservation.LatestRide;
        if (!catalog.Current.Vendors.TryGetValue(reservation.VendorCode, out var onSale) || onSale.Vendor.Pricing is null
            || UpdatedJourney.Of(request, before, onSale.TimeZoneOf) is not { IsRefused: false } journey
            || !UpdatedJourney.NeedsPrice(journey.Value, before))
            return (ServicePriced?)null;
        var question = onSale.RequestFor(
            journey.Value, before.Vehicle.Type, before.Language, request.Call.CorrelationId, clock.GetUtcNow());
        if (question.IsRefused)
            return question.Refusal;
        var answer = await pricing.Ask(onSale, question.Value, ct);
        return new ServicePriced(reservation.Version, journey.Value, answer, question.Value);
    }
}

/// <summary>A pricing service's answer for the journey that an Update asks for.</summary>
/// <param name="ReservationVersion">The version of the reservation that it was asked for.</param>
internal sealed record ServicePriced(int ReservationVersion, Journey Journey, PricingAnswer Answer, PriceRequest Request);

/// <summary>The journey that an Update asks for.</summary>
internal static class UpdatedJourney
{
    /// <param name="timeZoneOf">The time zone of a new pickup.</param>
    public static Outcome<Journey> Of(UpdateRide request, Ride before, Func<Stop, TimeZoneInfo> timeZoneOf)
    {
        var bookedZone = request.Ride.Pickup is null ? before.PickupTimeZone : null;
        return request.Ride.MergeInto(before.Journey, request.Call.Connect.TimesAre, stop => bookedZone ?? timeZoneOf(stop));
    }

    /// <summary>
    /// Whether it has to be priced again. What a pricing service offered keeps its price if only more is said about its places.
    /// </summary>
    public static bool NeedsPrice(Journey journey, Ride before) =>
        before.Offer.Length > 0 ? journey.FindDifference(before.Journey) is not null : journey != before.Journey;
}
