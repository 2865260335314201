using System.Globalization;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PricingServices;
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

/// <summary>The writing part of a Sell.</summary>
/// <param name="Verified">As of the Sell's arrival: a quote doesn't expire while the pricing service is asked.</param>
/// <param name="Confirmation">What the vendor's pricing service said to it.</param>
/// <param name="Now">When the Sell arrived.</param>
internal sealed record StoreSale(SellRide Sell, VerifiedQuote Verified, string VendorCode, Confirmation Confirmation, DateTimeOffset Now)
    : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>
/// Sells a ride: claims the request key first, so that a repeated Sell gets the first one's reservation whatever has changed
/// since; then determines the price, adds the reservation and takes a vehicle.
/// </summary>
internal sealed class StoreSaleHandler(IReservations reservations, IRequestKeys keys, ReservationJournal journal)
    : IRequestHandler<StoreSale, Outcome<Reservation>>
{
    private static readonly TimeSpan QuoteKeyLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan FingerprintLifetime = TimeSpan.FromMinutes(10);

    public async Task<Outcome<Reservation>> Handle(StoreSale request, CancellationToken cancellationToken)
    {
        var (sell, now, connect) = (request.Sell, request.Now, request.Sell.Call.Connect);
        if (await reservations.FindVendor(request.VendorCode, cancellationToken) is not { } vendor)
            return NotForSale(request.VendorCode);
        if (await FindBasis(request, vendor, cancellationToken) is var basis && basis.IsRefused)
            return basis.Refusal;
        if (basis.Value.Journey is var journey && journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;

        var key = KeyOf(sell, request.Verified.Quote, journey.Value, vendor.Code, now);
        if (await keys.Claim(key, now, cancellationToken) is { } holder)
            return await AnswerRepeat(holder, key.Content, connect, cancellationToken);

        if (await basis.Value.Price(journey.Value, cancellationToken) is var offer && offer.IsRefused)
            return offer.Refusal;
        var accepted = basis.Value.AcceptedPayment(offer.Value);
        if (PaymentCheck.Check(accepted, sell.Ride.Payment!, offer.Value.LocalPickup) is { } payment)
            return payment;
        var atOnce = request.Confirmation switch
        {
            Confirmation.Yes => true,
            Confirmation.NoAnswer => false,
            _ => vendor.Decisions.Bookings == DecisionMode.Automatic,
        };
        var deadline = vendor.Decisions.DeadlineFor(choices => choices.Bookings, now);
        var (reservation, sold) = Reservation.Sell(
            key.ReservationId, connect.Id, Book(sell, offer.Value, vendor), atOnce, Identifiers.Confirmation(), now, deadline);
        journal.Add(reservation, sold, Actor.Of(sell.Call));
        reservations.Hold(reservation);
        // Last, because every other sale of such a vehicle waits from here on.
        if (await basis.Value.CheckCapacity(reservation, cancellationToken) is { } full)
            return full;
        return reservation;
    }

    /// <summary>The key of an authentic quote is its nonce.</summary>
    public static string KeyOf(Quote quote) => quote.Nonce.ToString("x16", CultureInfo.InvariantCulture);

    public static string ScopeOf(SellRide sell) => $"quote:{sell.Call.Connect.Id}";

    private static Refusal NotForSale(string code) =>
        Refusal.Unavailable(Field.VendorCode, $"{Field.VendorCode} {code} doesn't sell rides at present. Search again.");

    private async Task<Outcome<SaleBasis>> FindBasis(StoreSale request, Vendor vendor, CancellationToken ct)
    {
        var quote = request.Verified.Quote;
        if (quote is { IsOfService: true })
            return new ServiceSale(request.Sell, request.Verified, request.Now);
        var inForce = await reservations.FindPlan(vendor.Code, vendor.PlanVersion, ct);
        // A vendor whose service prices its rides sells by its plan only what a quote promises.
        if (vendor.Pricing is not null && (quote is null || inForce is null))
            return ServiceSale.SearchAgain;
        return inForce is null
            ? NotForSale(vendor.Code)
            : new PlanSale(request.Sell, request.Verified, vendor, inForce, reservations, request.Now);
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
            : new RequestKey(ScopeOf(request), KeyOf(quote), content, id, now + QuoteKeyLifetime);
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
}
