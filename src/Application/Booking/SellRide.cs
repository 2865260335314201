using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Booking;

/// <summary>Concur's Sell. The same quote sold twice is one reservation.</summary>
public sealed record SellRide : IRequest<Outcome<Reservation>>
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
/// Sells a ride. Where the vendor's pricing service confirms its bookings, it is asked first, so that no transaction is open during the
/// call.
/// </summary>
public sealed class SellRideHandler(ICatalog catalog, IRequestKeys keys, IPricingClient pricing, IMediator mediator, TimeProvider clock)
    : IRequestHandler<SellRide, Outcome<Reservation>>
{
    public async Task<Outcome<Reservation>> Handle(SellRide request, CancellationToken cancellationToken)
    {
        var (snapshot, now) = (catalog.Current, clock.GetUtcNow());
        var verified = snapshot.QuoteSigner.Verify(request.QuoteToken, request.Call.Connect.Id, now);
        if (FindVendorCode(request, verified.Quote) is var code && code.IsRefused)
            return code.Refusal;
        if (await Confirm(request, verified, snapshot, now, cancellationToken) is var confirmation && confirmation.IsRefused)
            return confirmation.Refusal;
        return await mediator.Send(new StoreSale(request, verified, code.Value, confirmation.Value, now), cancellationToken);
    }

    private async Task<Outcome<Confirmation>> Confirm(
        SellRide request, VerifiedQuote verified, CatalogSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        if (verified.Quote is not { IsOfService: true } quote || !snapshot.Vendors.TryGetValue(quote.VendorCode, out var onSale)
            || onSale.Vendor.Pricing is not { Confirm: true } || await IsSold(request, quote, now, ct))
            return Confirmation.NotAsked;
        // What would refuse the sale anyway does so before the service sets a vehicle aside.
        if (new ServiceSale(request, verified, now).Check() is var offer && offer.IsRefused)
            return offer.Refusal;
        var answer = await pricing.Confirm(
            onSale, new ConfirmRequest($"confirm_{StoreSaleHandler.KeyOf(quote)}", request.Call.CorrelationId, offer.Value), ct);
        if (answer.IsFailure)
            return Confirmation.NoAnswer;
        if (!answer.IsConfirmed)
            return Refusal.Unavailable(Field.Quote, $"The ride in {Field.Quote} has been sold to somebody else. Search again.");
        return Confirmation.Yes;
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

    /// <summary>A repeated Sell gets the reservation of the first: the service has confirmed that one.</summary>
    private async Task<bool> IsSold(SellRide request, Quote quote, DateTimeOffset now, CancellationToken ct) =>
        await keys.Find(StoreSaleHandler.ScopeOf(request), StoreSaleHandler.KeyOf(quote), now, ct) is not null;
}
