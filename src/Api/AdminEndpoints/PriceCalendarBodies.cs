using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>A search in JSON, or only the token of a quote, and a month.</summary>
/// <param name="Month">The month, such as 2030-05.</param>
/// <param name="Quote">The token of a quote, as the search returned it in RateInfo; instead of all others but the month.</param>
/// <param name="ServiceType">The kind of ride.</param>
/// <param name="ClassOfService">The class of vehicle; normal by default.</param>
/// <param name="Pickup">Where it begins.</param>
/// <param name="Dropoff">Where it ends.</param>
/// <param name="Start">With end: how long the ride takes. Needed for an hourly one only.</param>
/// <param name="End">With start: how long the ride takes.</param>
/// <param name="Passengers">How many ride; 1 by default.</param>
/// <param name="VehicleType">The type of vehicle; any by default.</param>
/// <param name="Discount">A company's discount code.</param>
public sealed record PriceCalendarBody(
    [property: Required] string? Month,
    [property: Verbatim] string? Quote, ServiceType? ServiceType, ClassOfService? ClassOfService, PlaceBody? Pickup, PlaceBody? Dropoff,
    string? Start, string? End, int? Passengers, VehicleType? VehicleType, DiscountBody? Discount)
{
    private const string AnyTime = "2030-01-01T12:00";

    public Outcome<GetPriceCalendar> ToQuery(Operator by, string vendorCode)
    {
        // Any time will do: each hour of the month takes its place.
        var start = Quote is null && End is null ? Start ?? AnyTime : Start;
        var ride = new ExplainBody(
            Quote, ServiceType, ClassOfService, Pickup, Dropoff, start, End, Passengers, VehicleType, Discount).ToQuery(by, vendorCode);
        return ride.IsRefused ? ride.Refusal : new GetPriceCalendar(ride.Value, Month);
    }
}

/// <summary>What a ride costs at each hour of a month.</summary>
/// <param name="PlanVersion">The version of the rate plan.</param>
/// <param name="Month">The month.</param>
/// <param name="TimeZone">The pickup's, in which the days and hours are.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Days">The days of the month.</param>
public sealed record PriceCalendarAnswer(
    int PlanVersion, string Month, string TimeZone, string Currency, IReadOnlyList<CalendarDayBody> Days)
{
    public static PriceCalendarAnswer Of(PriceCalendar calendar) => new(
        calendar.PlanVersion, calendar.Month, calendar.TimeZone, calendar.Currency.Code, [.. calendar.Days.Select(CalendarDayBody.Of)]);
}

/// <summary>The prices of a day.</summary>
/// <param name="Date">The day, such as 2030-05-19.</param>
/// <param name="Hours">Its 24 hours.</param>
public sealed record CalendarDayBody(string Date, IReadOnlyList<CalendarHourBody> Hours)
{
    public static CalendarDayBody Of(CalendarDay day) => new(
        day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [.. day.Hours.Select(CalendarHourBody.Of)]);
}

/// <summary>The lowest price for a pickup at this hour.</summary>
/// <param name="Hour">From 0 to 23.</param>
/// <param name="Rate">The price; null: there is none.</param>
/// <param name="VehicleId">The vehicle that has this price; null: there is none.</param>
/// <param name="Why">Why there is no price; empty: there is one.</param>
public sealed record CalendarHourBody(int Hour, decimal? Rate, string? VehicleId, string Why)
{
    public static CalendarHourBody Of(CalendarHour hour) => new(
        hour.Hour, hour.Rate?.Amount, hour.Rate is null ? null : hour.VehicleId, hour.Why.Render(FieldNames.Of));
}
