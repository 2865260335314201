using System.Globalization;
using FluentValidation;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>What one ride costs at each hour of a month, as a search on this node would answer now.</summary>
/// <param name="Ride">The ride; its start and end give no more than how long it takes.</param>
/// <param name="Month">Such as 2030-05.</param>
public sealed record GetPriceCalendar(ExplainPrices Ride, string? Month) : IRequest<Outcome<PriceCalendar>>;

/// <summary>The prices of a month.</summary>
/// <param name="TimeZone">The pickup's, in which the days and hours are.</param>
public sealed record PriceCalendar(
    int PlanVersion, string Month, string TimeZone, Currency Currency, Journey Journey, IReadOnlyList<CalendarDay> Days);

/// <summary>The prices of a day.</summary>
public sealed record CalendarDay(DateOnly Date, IReadOnlyList<CalendarHour> Hours);

/// <summary>The lowest price for a pickup at this hour.</summary>
/// <param name="Rate">Null: there is none.</param>
/// <param name="VehicleId">The vehicle that has this price.</param>
/// <param name="Why">Why there is no price.</param>
public sealed record CalendarHour(int Hour, Money? Rate, string VehicleId, RefusalMessage Why);

/// <summary>A ride as <see cref="ExplainPrices"/> requires it, and a month.</summary>
public sealed class GetPriceCalendarValidator : AbstractValidator<GetPriceCalendar>
{
    private const int FirstYear = 2000, LastYear = 2199;

    public GetPriceCalendarValidator()
    {
        RuleFor(calendar => calendar.Ride).SetValidator(new ExplainPricesValidator()).OverridePropertyName("");
        RuleFor(calendar => calendar.Month).Must(month => FirstDayOf(month) is { Year: >= FirstYear and <= LastYear })
            .OverridePropertyName("month").WithMessage("A month, such as \"2030-05\".");
    }

    /// <summary>Null if it isn't a month.</summary>
    internal static DateOnly? FirstDayOf(string? month) =>
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;
}

/// <inheritdoc cref="GetPriceCalendar"/>
public sealed class GetPriceCalendarHandler(ICatalog catalog, IOccupancy occupancy, TimeProvider clock)
    : IRequestHandler<GetPriceCalendar, Outcome<PriceCalendar>>
{
    private static readonly RefusalMessage Full = "Every vehicle that could serve this ride is booked at that time.";
    private static readonly RefusalMessage OnRequest = "The price is on request.";

    public Task<Outcome<PriceCalendar>> Handle(GetPriceCalendar request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = ExplainPricesHandler.Resolve(request.Ride, catalog.Current, now);
        return Task.FromResult<Outcome<PriceCalendar>>(found.IsRefused ? found.Refusal : found.Value.Vendor switch
        {
            { Vendor: { Pricing: not null } vendor } => Refusal.Conflict(
                Field.None, $"A service of its own prices the rides of vendor {vendor.Code}: only a rate plan has a calendar."),
            { Rides: { } rides } => Calculate(request, found.Value, rides, now),
            { Vendor.Code: var code } => Refusal.Conflict(Field.None, $"Vendor {code} has no rate plan yet. PUT one first."),
        });
    }

    private PriceCalendar Calculate(GetPriceCalendar request, RideToPrice ride, RideFinder rides, DateTimeOffset now)
    {
        var first = GetPriceCalendarValidator.FirstDayOf(request.Month)!.Value;
        var (journey, wanted) = (ride.Journey, request.Ride.Search?.VehicleType ?? VehicleType.Any);
        var zone = rides.TimeZoneOf(journey.Pickup);
        var days = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays)
            .Select(date => new CalendarDay(
                date, [.. Enumerable.Range(0, 24).Select(hour => Price(date.ToDateTime(new TimeOnly(hour, 0))))]));
        return new PriceCalendar(rides.Plan.Version, request.Month!, zone.Id, rides.Plan.Currency, journey, [.. days]);

        CalendarHour Price(DateTime local)
        {
            if (new RequestedTime(local, null).Resolve(TimesAre.PickupLocal, zone, Field.Start) is var start && start.IsRefused)
                return new CalendarHour(local.Hour, null, "", start.Refusal.Message);
            var then = journey with { Start = start.Value, End = start.Value + (journey.End - journey.Start) };
            var offers = rides.Find(then, wanted, now);
            if (offers.IsRefused)
                return new CalendarHour(local.Hour, null, "", offers.Refusal.Message);
            var free = offers.Value.Where(offer => !occupancy.Current.IsFull(offer)).ToList();
            var cheapest = free.Where(offer => offer.Fare.Type != RateType.NotAvailable).MinBy(offer => offer.Fare.Rate.Amount);
            return cheapest is null
                ? new CalendarHour(local.Hour, null, "", free.Count == 0 ? Full : OnRequest)
                : new CalendarHour(local.Hour, cheapest.Fare.Rate, cheapest.Vehicle.VehicleId, RefusalMessage.Empty);
        }
    }
}
