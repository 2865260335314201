using System.Globalization;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Statistics;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Api.Console.Overview;

/// <summary>The figures of some days as pictures, each with its table.</summary>
public sealed partial class OverviewPage(ICatalog catalog) : ConsolePage<OverviewModel>
{
    private const int MostReasons = 12;

    private StatisticsModel Figures => Model.Statistics;

    private Role CallerRole => RestConventions.Caller(Context).Role;

    private IReadOnlyList<string> Vendors =>
        [.. catalog.Current.Vendors.Keys.Where(RestConventions.Caller(Context).Sees).Order(StringComparer.Ordinal)];

    private bool IsEmpty => Figures.SearchRefusals.Count == 0
        && Figures.Days.All(day => day.Booked + day.Accepted + day.Declined + day.Cancelled + day.NoShows == 0 && day.Revenue.Count == 0);

    private IReadOnlyList<string> Labels => [.. Figures.Days.Select(day => Day(day.Date))];

    private IReadOnlyList<string> DecisionLabels =>
        [.. Figures.Decisions.Select(times => times.Minutes is { } minutes ? $"{minutes} min" : "longer")];

    private IReadOnlyList<string> Currencies =>
        [.. Figures.Days.SelectMany(day => day.Revenue).Select(revenue => revenue.Currency).Distinct().Order(StringComparer.Ordinal)];

    private long Accepted => Sum(day => day.Accepted);

    private long Automatic => Sum(day => day.AcceptedAutomatically);

    private long Declined => Sum(day => day.Declined);

    /// <summary>Null if dispatchers decided on nothing.</summary>
    private long? DecisionSeconds
    {
        get
        {
            var decided = Figures.Days.Where(day => day.DecisionSeconds is not null).ToList();
            return decided.Count == 0 ? null : (long)decided.Average(day => day.DecisionSeconds!.Value);
        }
    }

    private long Sum(Func<StatisticsDay, long> figure) => Figures.Days.Sum(figure);

    private BarSeries Of(string name, Func<StatisticsDay, long> figure) =>
        new(name, [.. Figures.Days.Select(day => (decimal?)figure(day))]);

    private decimal Revenue(string currency) => Figures.Days.Sum(day => RevenueOf(day, currency) ?? 0);

    private static decimal? RevenueOf(StatisticsDay day, string currency) =>
        day.Revenue.FirstOrDefault(revenue => revenue.Currency == currency)?.Amount;

    private string Csv(string series) => $"{ConsolePaths.Overview}/{series}.csv{QueryOf(Model.Period, Model.Vendor)}";

    private static string PathOf(int period, string? vendor) => ConsolePaths.Overview + QueryOf(period, vendor);

    private static string QueryOf(int period, string? vendor) => FormattableString.Invariant(
        $"?days={period}{(vendor is null ? "" : $"&vendor={Uri.EscapeDataString(vendor)}")}");

    private static decimal? Share(long accepted, long declined) =>
        accepted + declined == 0 ? null : 100m * accepted / (accepted + declined);

    private static string Rate(long accepted, long declined) => Share(accepted, declined) is { } share ? Percent(share) : "–";

    private static string Percent(decimal share) => $"{share.ToString("0", CultureInfo.InvariantCulture)} %";

    private static string Money(string currency, decimal amount) =>
        RideText.Amount(Domain.Amounts.Money.Round(amount, Currency.Of(currency)));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    private static string Duration(long? seconds) => seconds switch
    {
        null => "–",
        < 90 => $"{seconds} s",
        < 5400 => $"{(seconds + 30) / 60} min",
        _ => $"{seconds / 3600} h {seconds / 60 % 60:00}",
    };
}

/// <summary>The figures, and how they were asked for.</summary>
/// <param name="Vendor">Null: all.</param>
public sealed record OverviewModel(StatisticsModel Statistics, int Period, string? Vendor);
