using System.Globalization;
using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's Sell. The same quote sold twice is one reservation.</summary>
public sealed record SellRide : IRequest<Outcome<Reservation>>, IWrite
{
    public required ConcurCall Call { get; init; }

    public required RideRequest Ride { get; init; }

    public string RateId { get; init; } = "";

    /// <summary>The amount that was shown to the traveller.</summary>
    public decimal? Rate { get; init; }

    public string RateCurrency { get; init; } = "";

    /// <summary>The quote's token, possibly truncated.</summary>
    public string QuoteToken { get; init; } = "";

    public VehicleType? VehicleType { get; init; }

    public string VehicleId { get; init; } = "";

    public string VendorCode { get; init; } = "";
}

/// <summary>The fields that every Sell needs. First of all, its rate must be one that can be sold.</summary>
public sealed class SellRideValidator : AbstractValidator<SellRide>
{
    public SellRideValidator(ICatalog catalog, TimeProvider clock)
    {
        RuleFor(sell => sell).Must(sell => !IsOnRequest(sell, catalog.Current, clock.GetUtcNow())).Refuse(OnRequestRate.CannotBeBooked);
        RuleFor(sell => sell.Ride.Passenger).NotNull()
            .Refuse(Refusal.Request(Field.Passenger, $"{Field.Passenger} is missing. Send at least a first and a last name."));
        RuleFor(sell => sell.Ride.Passenger!).SetValidator(new PassengerValidator());
        RuleFor(sell => sell.Ride.Payment).NotNull()
            .Refuse(Refusal.Payment(Field.Payment, $"{Field.Payment} is missing. Send a credit card, cash, check or direct billing."));
    }

    /// <summary>A ride on request is offered without a quote: its rate's id identifies it.</summary>
    private static bool IsOnRequest(SellRide sell, CatalogSnapshot snapshot, DateTimeOffset now)
    {
        var connect = sell.Call.Connect;
        IReadOnlyList<string> vendorCodes = sell.VendorCode.Length > 0 ? [sell.VendorCode] : connect.VendorCodes;
        return vendorCodes is [var code] && connect.MaySell(code)
            && snapshot.Vendors.GetValueOrDefault(code)?.Rides?.IsOnRequest(sell.RateId) == true
            && snapshot.QuoteSigner.Verify(sell.QuoteToken, connect.Id, now).Quote is null;
    }
}

/// <summary>
/// Sells a ride: claims the request key first, so that a repeated Sell gets the first one's reservation whatever has changed
/// since; then determines the price, adds the reservation and takes a vehicle.
/// </summary>
public sealed class SellRideHandler(
    IReservations reservations, IRequestKeys keys, ReservationJournal journal, ICatalog catalog, TimeProvider clock)
    : IRequestHandler<SellRide, Outcome<Reservation>>
{
    private static readonly TimeSpan QuoteKeyLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan FingerprintLifetime = TimeSpan.FromMinutes(10);

    public async Task<Outcome<Reservation>> Handle(SellRide request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var connect = request.Call.Connect;
        var verified = catalog.Current.QuoteSigner.Verify(request.QuoteToken, connect.Id, now);
        if (FindVendorCode(request, verified.Quote) is var code && code.IsRefused)
            return code.Refusal;
        if (await reservations.FindVendor(code.Value, cancellationToken) is not { PlanVersion: > 0 } vendor
            || await reservations.FindPlan(vendor.Code, vendor.PlanVersion, cancellationToken) is not { } inForce)
            return Refusal.Unavailable(Field.VendorCode, $"{Field.VendorCode} {code.Value} doesn't sell rides at present. Search again.");
        if (request.Ride.MergeInto(verified.Journey, connect.TimesAre, inForce.TimeZoneOf) is var journey && journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;

        var key = KeyOf(request, verified.Quote, journey.Value, vendor.Code, now);
        if (await keys.Claim(key, now, cancellationToken) is { } holder)
            return await AnswerRepeat(holder, key.Content, connect, cancellationToken);

        var quoted = verified is { State: QuoteState.Valid, Quote: { } quote } && quote.PlanVersion != vendor.PlanVersion
            ? await reservations.FindPlan(vendor.Code, quote.PlanVersion, cancellationToken) ?? inForce
            : inForce;
        if (SellPricing.Price(request, verified, journey.Value, inForce, quoted, now) is var offer && offer.IsRefused)
            return offer.Refusal;
        if (PaymentCheck.Check(inForce.Plan.Payment, request.Ride.Payment!, offer.Value.Ride.LocalPickup) is { } payment)
            return payment;
        var atOnce = vendor.Decisions.Bookings == DecisionMode.Automatic;
        var deadline = vendor.Decisions.DeadlineFor(choices => choices.Bookings, now);
        var (reservation, sold) = Reservation.Sell(
            key.ReservationId, connect.Id, Book(request, offer.Value, vendor), atOnce, Identifiers.Confirmation(), now, deadline);
        journal.Add(reservation, sold, Actor.Of(request.Call));
        // Last, because every other sale of such a vehicle waits from here on.
        if (await Capacity.Check(reservations, inForce.Plan, reservation.Ride, reservation.Id, cancellationToken) is { } full)
            return full;
        reservations.Hold(reservation);
        return reservation;
    }

    private static Ride Book(SellRide request, Offer offer, Vendor vendor) =>
        Ride.Of(offer, vendor.Contact, request.Ride.Passenger!, request.Ride.Payment!) with
        {
            SpecialRequests = request.Ride.MergeInto(new SpecialRequests()),
            Accounting = request.Ride.MergeInto(new Accounting()),
            Language = string.IsNullOrEmpty(request.Ride.Language) ? "en" : request.Ride.Language,
            Booker = request.Ride.Booker ?? new Booker(),
        };

    /// <summary>
    /// The key of an authentic quote is its nonce, even if it has expired; the key of a Sell without one is its fingerprint.
    /// </summary>
    private static RequestKey KeyOf(SellRide request, Quote? quote, Journey journey, string vendorCode, DateTimeOffset now)
    {
        var content = Fingerprint.Of(request.Ride.Passenger!, journey, vendorCode, quote?.RateId ?? request.RateId);
        var (id, connect) = (Identifiers.ReservationId(), request.Call.Connect.Id);
        return quote is null
            ? new RequestKey($"sell:{connect}", content, content, id, now + FingerprintLifetime)
            : new RequestKey(
                $"quote:{connect}", quote.Nonce.ToString("x16", CultureInfo.InvariantCulture), content, id, now + QuoteKeyLifetime);
    }

    /// <summary>The present state of the reservation, unless it has ended or the repeated Sell asks for something else.</summary>
    private async Task<Outcome<Reservation>> AnswerRepeat(RequestKey holder, string content, DirectConnect connect, CancellationToken ct)
    {
        if (holder.Content != content)
        {
            return Refusal.Unavailable(Field.Quote,
                $"The quote in {Field.Quote} has already been sold for another passenger, time or place. Search again.");
        }
        var first = await reservations.Find(holder.ReservationId, ct);
        return first is null || first.DirectConnectId != connect.Id || first.Status.HasEnded
            ? Refusal.Unavailable(Field.Quote,
                $"The quote in {Field.Quote} has already been sold, and that reservation has ended. Search again.")
            : first;
    }

    private static Outcome<string> FindVendorCode(SellRide request, Quote? quote)
    {
        var connect = request.Call.Connect;
        if (quote is not null && request.VendorCode.Length > 0 && request.VendorCode != quote.VendorCode)
            return Refusal.Unavailable(Field.VendorCode, $"{Field.VendorCode} isn't the quote's, {quote.VendorCode}. Search again.");
        var code = quote?.VendorCode ?? request.VendorCode;
        if (code.Length == 0 && connect.VendorCodes.Count == 1)
            code = connect.VendorCodes[0];
        if (code.Length == 0)
        {
            return Refusal.Request(Field.VendorCode,
                $"The vendor can't be determined. Send {Field.VendorCode} and {Field.Rate} as the search returned them.");
        }
        return connect.MaySell(code) ? code : Refusal.Unavailable(Field.VendorCode, $"{Field.VendorCode} {code} is unknown. Search again.");
    }
}
