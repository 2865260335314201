using System.Globalization;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>A search in JSON, or only the token of a quote.</summary>
public sealed record ExplainBody(
    string? Quote, ServiceType? ServiceType, ClassOfService? ClassOfService, PlaceBody? Pickup, PlaceBody? Dropoff,
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

/// <summary>A place; kind is address, airport, station or asDirected.</summary>
public sealed record PlaceBody(string? Kind, string? Street, string? City, string? State, string? Country, string? PostalCode, string? Code)
{
    internal Stop? ToStop(string field, List<FieldError> errors)
    {
        switch (Kind)
        {
            case "address":
                return new AddressStop(Street ?? "", City ?? "", State ?? "", Country ?? "", PostalCode ?? "");
            case "airport" or "station" when string.IsNullOrWhiteSpace(Code):
                errors.Add(new FieldError($"{field}.code", "Missing code of the airport or station."));
                return null;
            case "airport":
                return new AirportStop(Code);
            case "station":
                return new StationStop(Code, "", City ?? "", State ?? "");
            case "asDirected":
                return new AsDirected();
            default:
                errors.Add(new FieldError($"{field}.kind", "Unknown kind. Use one of address, airport, station, asDirected."));
                return null;
        }
    }
}

/// <summary>A company's discount code.</summary>
public sealed record DiscountBody(string? CorporateId, string? VendorCode, string? Number);

/// <summary>The explanation, rule by rule.</summary>
public sealed record ExplanationBody(
    int PlanVersion, string Result, StopExplained Pickup, StopExplained Dropoff, DateTimeOffset Start, string? LocalPickup,
    IReadOnlyList<RuleBody> Rules, IReadOnlyList<VehicleBody> Vehicles, QuoteBody? Quote)
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
            explained.Quote is { Quote: { } quote } verified ? QuoteBody.Of(verified.State, quote) : null);
    }
}

/// <summary>A rule of the plan, whether the ride meets it, and what was compared.</summary>
public sealed record RuleBody(string Rule, bool Passes, string Why)
{
    public static RuleBody Of(RuleExplained rule) => new(rule.Rule, rule.Passes, rule.Why.Render(FieldNames.Of));
}

/// <summary>The result for one vehicle kind.</summary>
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
public sealed record RateTriedBody(string RateId, RateType Kind, bool Chosen, string Why);

/// <summary>One line of the fare; the lines with <c>inRate</c> add up to the rate.</summary>
public sealed record FareLineBody(string Part, string Why, decimal Amount, bool InRate);

/// <summary>What the quote guarantees.</summary>
public sealed record QuoteBody(QuoteState State, int PlanVersion, string RateId, long RateInMinorUnits, DateTimeOffset ExpiresAt)
{
    public static QuoteBody Of(QuoteState state, Quote quote) => new(state, quote.PlanVersion, quote.RateId, quote.Rate, quote.ExpiresAt);
}
