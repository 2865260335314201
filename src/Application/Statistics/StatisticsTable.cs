using System.Globalization;
using GroundTransport.Application.Csv;

namespace GroundTransport.Application.Statistics;

/// <summary>The tables of the statistics.</summary>
public enum StatisticsSeries
{
    Bookings,
    Decisions,
    Revenue,
    SearchRefusals,
    PostBacks,
}

/// <summary>A table of the statistics as CSV.</summary>
public static class StatisticsTable
{
    public static string Write(StatisticsModel statistics, StatisticsSeries series) => series switch
    {
        StatisticsSeries.Bookings => CsvText.Write(
            [
                "date", "booked", "accepted", "acceptedAutomatically", "declined", "declinedByDeadline", "cancelled", "noShows",
                "decisionSeconds", "refusedSearches",
            ],
            statistics.Days.Select(day => new[]
            {
                Text(day.Date), Text(day.Booked), Text(day.Accepted), Text(day.AcceptedAutomatically), Text(day.Declined),
                Text(day.DeclinedByDeadline), Text(day.Cancelled), Text(day.NoShows), Text(day.DecisionSeconds), Text(day.RefusedSearches),
            })),
        StatisticsSeries.Decisions => CsvText.Write(
            ["minutes", "count"], statistics.Decisions.Select(times => new[] { Text(times.Minutes), Text(times.Count) })),
        StatisticsSeries.Revenue => CsvText.Write(
            ["date", "currency", "amount"],
            statistics.Days.SelectMany(day =>
                day.Revenue.Select(revenue => new[] { Text(day.Date), revenue.Currency, Text(revenue.Amount) }))),
        StatisticsSeries.SearchRefusals => CsvText.Write(
            ["reason", "count"], statistics.SearchRefusals.Select(reason => new[] { reason.Reason, Text(reason.Count) })),
        StatisticsSeries.PostBacks => CsvText.Write(
            ["state", "count", "oldest"],
            [
                ["pending", Text(statistics.Backlog.Pending), Text(statistics.Backlog.OldestPending)],
                ["dead", Text(statistics.Backlog.Dead), ""],
            ]),
        _ => throw new ArgumentOutOfRangeException(nameof(series), series, "Unknown series"),
    };

    private static string Text(IFormattable? value) =>
        value?.ToString(value switch { DateOnly => "yyyy-MM-dd", DateTimeOffset => "O", _ => null }, CultureInfo.InvariantCulture) ?? "";
}
