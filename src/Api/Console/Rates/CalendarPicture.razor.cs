using System.Globalization;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Domain.Amounts;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Rates;

/// <summary>A month of prices, by day and hour: a picture, its legend, and the same as a table.</summary>
public sealed partial class CalendarPicture : ComponentBase
{
    /// <summary>Of more prices, each shade stands for a range.</summary>
    private const int MostSteps = 6;

    private IReadOnlyList<Money> levels = [];
    private IReadOnlyList<(Money From, Money To)> steps = [];

    [Parameter, EditorRequired]
    public PriceCalendar Calendar { get; set; } = null!;

    /// <summary>The prices that occur, the lowest first.</summary>
    private IReadOnlyList<Money> Levels => levels;

    private IReadOnlyList<(Money From, Money To)> Steps => steps;

    private string MonthName => Calendar.Days[0].Date.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private string Range => levels.Count switch
    {
        0 => "no price at any hour",
        1 => Price(levels[0]),
        _ => $"{Price(levels[0])} to {Price(levels[^1])}",
    };

    private string Summary => $"{MonthName}, by day and hour: {Range}. The table below has all prices.";

    protected override void OnParametersSet()
    {
        var prices = Calendar.Days.SelectMany(day => day.Hours).Select(hour => hour.Rate).OfType<Money>();
        levels = [.. prices.Distinct().OrderBy(rate => rate.Amount)];
        var count = Math.Min(levels.Count, MostSteps);
        steps = [.. Enumerable.Range(0, count).Select(step =>
            (levels[step * levels.Count / count], levels[((step + 1) * levels.Count / count) - 1]))];
    }

    private string ClassOf(CalendarHour hour) => hour.Rate is { } rate ? $"p{Shade(StepOf(rate))}" : "none";

    private int StepOf(Money rate)
    {
        for (var step = 0; step < steps.Count; step++)
        {
            if (rate.Amount <= steps[step].To.Amount)
                return step;
        }
        return steps.Count - 1;
    }

    /// <summary>The few shades are spread over all that there are, from 0 to 5.</summary>
    private int Shade(int step) => steps.Count <= 1 ? 1 : step * (MostSteps - 1) / (steps.Count - 1);

    private static string StepName((Money From, Money To) step) =>
        step.From == step.To ? Price(step.From) : $"{step.From.ToAmountText()} to {Price(step.To)}";

    private static string Price(Money money) => RideText.Amount(money);

    private static string DayName(DateOnly day) => day.ToString("ddd d", CultureInfo.InvariantCulture);

    private static string Describe(DateOnly day, CalendarHour hour) => hour.Rate is { } rate
        ? $"{DayName(day)}, {hour.Hour:00}:00: {Price(rate)}, {hour.VehicleId}"
        : $"{DayName(day)}, {hour.Hour:00}:00: {hour.Why.Render(FieldNames.Of)}";

    /// <summary>The hours of a day with the same price together: <c>00–06: 58.20 USD</c>.</summary>
    private static string Runs(CalendarDay day)
    {
        var runs = new List<string>();
        for (var from = 0; from < day.Hours.Count;)
        {
            var to = from + 1;
            while (to < day.Hours.Count && day.Hours[to].Rate == day.Hours[from].Rate)
                to++;
            runs.Add($"{from:00}–{to:00}: {(day.Hours[from].Rate is { } rate ? Price(rate) : "no price")}");
            from = to;
        }
        return string.Join(" · ", runs);
    }
}
