using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>A search in JSON, or only the token of a quote.</summary>
/// <param name="Quote">The token of a quote, as the search returned it in RateInfo; instead of all other fields.</param>
/// <param name="ServiceType">The kind of ride.</param>
/// <param name="ClassOfService">The class of vehicle; normal by default.</param>
/// <param name="Pickup">Where it begins.</param>
/// <param name="Dropoff">Where it ends.</param>
/// <param name="Start">The pickup time, such as 2030-05-19T18:00 (local time of the pickup) or 2030-05-19T18:00-04:00.</param>
/// <param name="End">The requested end, in the same form; of an hourly ride.</param>
/// <param name="Passengers">How many ride; 1 by default.</param>
/// <param name="VehicleType">The type of vehicle; any by default.</param>
/// <param name="Discount">A company's discount code.</param>
public sealed record ExplainBody(
    [property: Verbatim] string? Quote, ServiceType? ServiceType, ClassOfService? ClassOfService, PlaceBody? Pickup, PlaceBody? Dropoff,
    string? Start, string? End, int? Passengers, VehicleType? VehicleType, DiscountBody? Discount)
{
    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] OffsetFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public Outcome<ExplainPrices> ToQuery(Operator by, string vendorCode)
    {
        var errors = new List<FieldError>();
        var search = this with { Quote = null } == new ExplainBody(null, null, null, null, null, null, null, null, null, null)
            ? null
            : new SearchToExplain(
                ServiceType, Pickup?.ToStop("pickup", errors), Dropoff?.ToStop("dropoff", errors),
                ParseTime("start", Start, errors), ParseTime("end", End, errors), Passengers ?? 1)
            {
                ClassOfService = ClassOfService ?? Domain.Journeys.ClassOfService.Normal,
                VehicleType = VehicleType ?? Domain.Journeys.VehicleType.Any,
                Discount = Discount is null
                    ? null
                    : new DiscountCode(Discount.CorporateId ?? "", Discount.VendorCode ?? "", Discount.Number ?? ""),
            };
        return errors.Count > 0
            ? Refusal.Request(errors[0].Field, errors[0].Message) with { Fields = errors }
            : new ExplainPrices(by, vendorCode) { Search = search, Quote = Quote };
    }

    private static RequestedTime? ParseTime(string field, string? text, List<FieldError> errors)
    {
        if (text is null)
            return null;
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new RequestedTime(local, null);
        if (DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return new RequestedTime(time.DateTime, time.Offset);
        errors.Add(new FieldError(field,
            "Invalid time. Use a form such as \"2030-05-19T18:00\" (local time of the pickup) or \"2030-05-19T18:00-04:00\"."));
        return null;
    }
}

/// <summary>A place.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Street">The street of an address.</param>
/// <param name="City">The city of an address or a station.</param>
/// <param name="State">The state of an address or a station.</param>
/// <param name="Country">The country of an address: ISO 3166-1 alpha-2.</param>
/// <param name="PostalCode">The postal code of an address.</param>
/// <param name="Code">The code of an airport (IATA) or a station.</param>
/// <param name="Name">The name of a station, which it may have instead of a code.</param>
public sealed record PlaceBody(
    [property: Required] StopKind? Kind, string? Street, string? City, string? State, string? Country, string? PostalCode, string? Code,
    string? Name)
{
    internal Stop? ToStop(string field, List<FieldError> errors)
    {
        switch (Kind)
        {
            case StopKind.Address:
                return new AddressStop(Street ?? "", City ?? "", State ?? "", Country ?? "", PostalCode ?? "");
            case StopKind.Airport when string.IsNullOrWhiteSpace(Code):
                errors.Add(new FieldError($"{field}.code", "Missing code of the airport."));
                return null;
            case StopKind.Station when string.IsNullOrWhiteSpace(Code) && string.IsNullOrWhiteSpace(Name):
                errors.Add(new FieldError($"{field}.code", "Missing code or name of the station."));
                return null;
            case StopKind.Airport:
                return new AirportStop(Code);
            case StopKind.Station:
                return new StationStop(Code ?? "", Name ?? "", City ?? "", State ?? "");
            case StopKind.AsDirected:
                return new AsDirected();
            default:
                errors.Add(new FieldError($"{field}.kind", $"Missing kind. {EnumWords.Choices(typeof(StopKind))}"));
                return null;
        }
    }
}

/// <summary>A company's discount code.</summary>
/// <param name="CorporateId">The company's id.</param>
/// <param name="VendorCode">The vendor's code.</param>
/// <param name="Number">The number.</param>
public sealed record DiscountBody(string? CorporateId, string? VendorCode, string? Number);

/// <summary>The explanation, rule by rule.</summary>
/// <param name="PlanVersion">The version of the rate plan; 0: a pricing service prices.</param>
/// <param name="Result">How many rides are offered, or why none is.</param>
/// <param name="Pickup">How the pickup was understood.</param>
/// <param name="Dropoff">How the drop-off was understood.</param>
/// <param name="Start">The pickup time.</param>
/// <param name="LocalPickup">The pickup time in local time of the pickup; null: the pickup isn't in any zone.</param>
/// <param name="Rules">The plan's rules.</param>
/// <param name="Vehicles">The result for each vehicle kind.</param>
/// <param name="Quote">What the quote guarantees; null: the request has no quote.</param>
/// <param name="Service">The call to the vendor's pricing service; null: its rate plan prices.</param>
public sealed record ExplanationBody(
    int PlanVersion, string Result, StopExplained Pickup, StopExplained Dropoff, DateTimeOffset Start, string? LocalPickup,
    IReadOnlyList<RuleBody> Rules, IReadOnlyList<VehicleBody> Vehicles, QuoteBody? Quote, ServiceCallBody? Service)
{
    public static ExplanationBody Of(PricesExplained explained)
    {
        var explanation = explained.Explanation;
        var offered = explanation.Vehicles.Count(vehicle => vehicle.Offer is not null) - explained.Full.Count;
        return new ExplanationBody(
            explained.PlanVersion,
            explanation.Refusal?.Message.Render(FieldNames.Of)
                ?? (offered > 0 ? $"{offered} offered." : "Every suitable vehicle is booked at that time."),
            explanation.Pickup,
            explanation.Dropoff,
            explained.Journey.Start,
            explanation.LocalPickup?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            [.. explanation.Rules.Select(RuleBody.Of)],
            [.. explanation.Vehicles.Select(vehicle => VehicleBody.Of(vehicle, explained.Full.Contains(vehicle.VehicleId)))],
            explained.Quote is { Quote: { } quote } verified ? QuoteBody.Of(verified.State, quote) : null,
            explained.Service is { } service ? ServiceCallBody.Of(service) : null);
    }
}

/// <summary>A call to a pricing service, as it was sent and answered.</summary>
/// <param name="Request">The request's body; empty: the ride can't be priced, so nothing was sent.</param>
/// <param name="Result">How the call ended; null: nothing was sent.</param>
/// <param name="Status">The HTTP status; 0: there was no complete answer.</param>
/// <param name="Answer">The answer's body, at most 64 KB of it; empty: there was none.</param>
/// <param name="Why">What failed; empty: nothing did.</param>
/// <param name="Mistakes">What is wrong with the answer, which is refused as a whole.</param>
/// <param name="PlanPrices">Whether the rate plan prices instead.</param>
public sealed record ServiceCallBody(
    string Request, PricingResult? Result, int Status, string Answer, string Why, IReadOnlyList<MistakeBody> Mistakes, bool PlanPrices)
{
    private const int MaxAnswer = 64 * 1024;

    public static ServiceCallBody Of(ServiceExplained service) => new(
        service.Request is { } request ? Encoding.UTF8.GetString(request.ToJson()) : "",
        service.Answer?.Result,
        service.Answer?.Status ?? 0,
        service.Answer is { } answer ? TextOf(answer) : "",
        service.Answer?.Why ?? "",
        [.. (service.Answer?.Mistakes ?? []).Select(mistake => new MistakeBody(mistake.Field.Name, mistake.Message.ToString()))],
        service.PlanPrices);

    /// <summary>Made safe to show: what looks like a card number is masked.</summary>
    public static string TextOf(PricingAnswer answer) => CardNumbers.Mask(
        Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, MaxAnswer)]).Replace('\0', ' '));
}

/// <summary>A mistake in an answer.</summary>
/// <param name="Path">Where it is, as a JSON path.</param>
/// <param name="Message">What is expected there.</param>
public sealed record MistakeBody(string Path, string Message);

/// <summary>A rule of the plan, whether the ride meets it, and what was compared.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Passes">Whether the ride meets it.</param>
/// <param name="Why">What was compared.</param>
public sealed record RuleBody(string Rule, bool Passes, string Why)
{
    public static RuleBody Of(RuleExplained rule) => new(rule.Rule, rule.Passes, rule.Why.Render(FieldNames.Of));
}

/// <summary>The result for one vehicle kind.</summary>
/// <param name="VehicleId">Its id in the rate plan.</param>
/// <param name="Description">What the traveller reads about it.</param>
/// <param name="Why">Why it is offered, or isn't.</param>
/// <param name="Rates">Its rates, in the order in which they were tried.</param>
/// <param name="Rate">The price; null: it isn't offered.</param>
/// <param name="Currency">ISO 4217; null: it isn't offered.</param>
/// <param name="Lines">How the price comes about.</param>
public sealed record VehicleBody(
    string VehicleId, string Description, string Why, IReadOnlyList<RateTriedBody> Rates, decimal? Rate, string? Currency,
    IReadOnlyList<FareLineBody> Lines)
{
    public static VehicleBody Of(VehicleExplained vehicle, bool isFull) => new(
        vehicle.VehicleId,
        vehicle.Description,
        isFull ? "Every vehicle of this kind is booked at that time." : vehicle.Why.Render(FieldNames.Of),
        [.. vehicle.Rates.Select(rate => new RateTriedBody(rate.RateId, rate.Type, rate.Chosen, rate.Why))],
        vehicle.Offer?.Fare.Rate.Amount, vehicle.Offer?.Fare.Currency.Code,
        [.. vehicle.Lines.Select(line => new FareLineBody(line.Part, line.Why, line.Amount.Amount, line.InRate))]);
}

/// <summary>A rate of the vehicle, and why it was or wasn't chosen.</summary>
/// <param name="RateId">Its id in the rate plan.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Chosen">Whether it prices the ride.</param>
/// <param name="Why">Why, or why not.</param>
public sealed record RateTriedBody(string RateId, RateType Kind, bool Chosen, string Why);

/// <summary>One line of the fare; the lines with <c>inRate</c> add up to the rate.</summary>
/// <param name="Part">The part of the fare.</param>
/// <param name="Why">How it is calculated.</param>
/// <param name="Amount">The amount.</param>
/// <param name="InRate">Whether it is part of the rate.</param>
public sealed record FareLineBody(string Part, string Why, decimal Amount, bool InRate);

/// <summary>What the quote guarantees.</summary>
/// <param name="State">Whether it can still be sold.</param>
/// <param name="PlanVersion">The version of the rate plan that priced it.</param>
/// <param name="RateId">The rate that priced it.</param>
/// <param name="RateInMinorUnits">The price in the currency's smallest unit.</param>
/// <param name="ExpiresAt">Until when it can be sold.</param>
public sealed record QuoteBody(QuoteState State, int PlanVersion, string RateId, long RateInMinorUnits, DateTimeOffset ExpiresAt)
{
    public static QuoteBody Of(QuoteState state, Quote quote) => new(state, quote.PlanVersion, quote.RateId, quote.Rate, quote.ExpiresAt);
}
