using System.Globalization;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Application.Statistics;

/// <summary>The figures of some days.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, inclusive.</param>
/// <param name="Days">The figures by day.</param>
/// <param name="Decisions">How fast dispatchers decided on bookings.</param>
/// <param name="SearchRefusals">The searches without a ride, by reason, the most frequent first.</param>
/// <param name="Backlog">The PostBacks that Concur hasn't received now.</param>
public sealed record StatisticsModel(
    DateOnly From, DateOnly To, IReadOnlyList<StatisticsDay> Days, IReadOnlyList<DecisionTimes> Decisions,
    IReadOnlyList<ReasonCount> SearchRefusals, PostBackBacklog Backlog)
{
    internal static StatisticsModel Of(DateOnly from, DateOnly to, IReadOnlyList<DailyCount> rows, PostBackBacklog backlog)
    {
        var byDay = rows.ToLookup(row => row.Day);
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
        return new StatisticsModel(
            from, to, [.. days.Select(day => StatisticsDay.Of(day, byDay[day]))],
            [.. EventMeasures.MinuteBounds.Select(bound => DecisionTimes.Of(bound, rows))],
            [.. rows.Where(row => row.Measure == Measure.SearchRefused).GroupBy(row => row.Detail)
                .Select(reason => new ReasonCount(reason.Key, reason.Sum(row => row.Count)))
                .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal)],
            backlog);
    }
}

/// <summary>The figures of one day, in the vendor's time zone.</summary>
/// <param name="Date">The day.</param>
/// <param name="Booked">How many bookings arrived.</param>
/// <param name="Accepted">How many bookings were accepted.</param>
/// <param name="AcceptedAutomatically">How many of those nobody had to decide on.</param>
/// <param name="Declined">How many bookings were declined.</param>
/// <param name="DeclinedByDeadline">How many of those nobody decided on in time.</param>
/// <param name="Cancelled">How many rides were cancelled.</param>
/// <param name="NoShows">How many rides nobody came to.</param>
/// <param name="DecisionSeconds">How long dispatchers took to decide on a booking, on average; null: they decided on none.</param>
/// <param name="RefusedSearches">How many searches found no ride.</param>
/// <param name="Revenue">What closed rides and cancellations brought, by currency.</param>
public sealed record StatisticsDay(
    DateOnly Date, long Booked, long Accepted, long AcceptedAutomatically, long Declined, long DeclinedByDeadline, long Cancelled,
    long NoShows, long? DecisionSeconds, long RefusedSearches, IReadOnlyList<RevenueAmount> Revenue)
{
    internal static StatisticsDay Of(DateOnly day, IEnumerable<DailyCount> all)
    {
        var rows = all.ToList();
        long Count(Measure measure, string? detail = null) =>
            rows.Where(row => row.Measure == measure && (detail is null || row.Detail == detail)).Sum(row => row.Count);
        var decided = rows.Where(row => row.Measure == Measure.Decided).ToList();
        return new StatisticsDay(
            day, Count(Measure.Booked), Count(Measure.Accepted), Count(Measure.Accepted, EventMeasures.Automatic),
            Count(Measure.Declined), Count(Measure.Declined, EventMeasures.Deadline), Count(Measure.Cancelled), Count(Measure.NoShow),
            decided.Count == 0 ? null : decided.Sum(row => row.Amount) / decided.Sum(row => row.Count),
            Count(Measure.SearchRefused),
            [.. rows.Where(row => row.Measure == Measure.Revenue).GroupBy(row => row.Detail)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => RevenueAmount.Of(same.Key, same.Sum(row => row.Amount)))]);
    }
}

/// <summary>An amount in a currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">The amount.</param>
public sealed record RevenueAmount(string Currency, decimal Amount)
{
    internal static RevenueAmount Of(string currency, long minorUnits) =>
        new(currency, Money.FromMinorUnits(minorUnits, Domain.Amounts.Currency.Of(currency)).Amount);
}

/// <summary>How many bookings were decided within some minutes.</summary>
/// <param name="Minutes">Within how many minutes, and after the row before it; null: later.</param>
/// <param name="Count">How many.</param>
public sealed record DecisionTimes(int? Minutes, long Count)
{
    internal static DecisionTimes Of(int bound, IEnumerable<DailyCount> rows) => new(
        bound == int.MaxValue ? null : bound,
        rows.Where(row => row.Measure == Measure.Decided && row.Detail == bound.ToString(CultureInfo.InvariantCulture))
            .Sum(row => row.Count));
}

/// <summary>How often a reason occurred.</summary>
/// <param name="Reason">The kind of refusal and the element that it names.</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(string Reason, long Count);
