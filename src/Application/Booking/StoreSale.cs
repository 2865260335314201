using System.Globalization;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
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
/// <param name="Confirmation">What the vendor's pricing service said to it.</param>
internal sealed record StoreSale(SellRide Sell, Confirmation Confirmation) : IRequest<Outcome<Reservation>>, IWrite;

/// <summary>
/// Sells a ride: claims the request key first, so that a repeated Sell gets the first one's reservation whatever has changed
/// since; then determines the price, adds the reservation and takes a vehicle.
/// </summary>
internal sealed class StoreSaleHandler(
    IReservations reservations, IRequestKeys keys, ReservationJournal journal, ICatalog catalog, TimeProvider clock)
    : IRequestHandler<StoreSale, Outcome<Reservation>>
{
    private static readonly TimeSpan QuoteKeyLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan FingerprintLifetime = TimeSpan.FromMinutes(10);

    public async Task<Outcome<Reservation>> Handle(StoreSale request, CancellationToken cancellationToken)
    {
        var (sell, now) = (request.Sell, clock.GetUtcNow());
        var connect = sell.Call.Connect;
        var verified = catalog.Current.QuoteSigner.Verify(sell.QuoteToken, connect.Id, now);
        if (FindVendorCode(sell, verified.Quote) is var code && code.IsRefused)
            return code.Refusal;
        if (await reservations.FindVendor(code.Value, cancellationToken) is not { } vendor)
            return NotForSale(code.Value);
        var isOfService = verified.Quote is { IsOfService: true };
        var inForce = await reservations.FindPlan(vendor.Code, vendor.PlanVersion, cancellationToken);
        if (!isOfService && vendor.Pricing is not null && (verified.Quote is null || inForce is null))
            return ServiceSale.SearchAgain;
        if (!isOfService && inForce is null)
            return NotForSale(code.Value);
        if (JourneyOf(sell, verified, inForce) is var journey && journey.IsRefused)
            return journey.Refusal;
        if (journey.Value.CheckStreets() is { } noStreet)
            return noStreet;

        var key = KeyOf(sell, verified.Quote, journey.Value, vendor.Code, now);
        if (await keys.Claim(key, now, cancellationToken) is { } holder)
            return await AnswerRepeat(holder, key.Content, connect, cancellationToken);

        if ((isOfService
                ? ServiceSale.Price(sell, verified, journey.Value, now)
                : await PriceByPlan(sell, verified, journey.Value, vendor, inForce!, now, cancellationToken)) is var offer
            && offer.IsRefused)
            return offer.Refusal;
        // The plan in force decides on the payment, whichever version priced the ride.
        var accepted = isOfService ? offer.Value.Payment : inForce!.Plan.Payment;
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
        // Last, because every other sale of such a vehicle waits from here on.
        if (!isOfService
            && await Capacity.Check(reservations, inForce!.Plan, reservation.Ride, reservation.Id, cancellationToken) is { } full)
            return full;
        reservations.Hold(reservation);
        return reservation;
    }

    /// <summary>The key of an authentic quote is its nonce.</summary>
    public static string KeyOf(Quote quote) => quote.Nonce.ToString("x16", CultureInfo.InvariantCulture);

    public static string ScopeOf(SellRide sell) => $"quote:{sell.Call.Connect.Id}";

    private static Refusal NotForSale(string code) =>
        Refusal.Unavailable(Field.VendorCode, $"{Field.VendorCode} {code} doesn't sell rides at present. Search again.");

    private static Outcome<Journey> JourneyOf(SellRide sell, VerifiedQuote verified, RideFinder? inForce)
    {
        if (verified.Quote is not { IsOfService: true })
            return sell.Ride.MergeInto(verified.Journey, sell.Call.Connect.TimesAre, inForce!.TimeZoneOf);
        return ServiceSale.JourneyOf(sell, verified);
    }

    private async Task<Outcome<Offer>> PriceByPlan(
        SellRide sell, VerifiedQuote verified, Journey journey, Vendor vendor, RideFinder inForce, DateTimeOffset now, CancellationToken ct)
    {
        // A vendor whose service prices its rides sells by its plan only what a quote promises.
        if (vendor.Pricing is not null && verified.State != QuoteState.Valid)
            return ServiceSale.SearchAgain;
        var quoted = verified is { State: QuoteState.Valid, Quote: { } quote } && quote.PlanVersion != vendor.PlanVersion
            ? await reservations.FindPlan(vendor.Code, quote.PlanVersion, ct) ?? inForce
            : inForce;
        var priced = SellPricing.Price(sell, verified, journey, inForce, quoted, now);
        return priced.IsRefused ? priced.Refusal : priced.Value;
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
