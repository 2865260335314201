using System.Globalization;
using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Application.Statistics;

/// <summary>What one event of the feed adds to the counts.</summary>
internal static class EventMeasures
{
    /// <summary>Who decided, as the detail of <see cref="Measure.Accepted"/> and <see cref="Measure.Declined"/>.</summary>
    public const string Automatic = "automatic", Dispatcher = "dispatcher", Deadline = "deadline";

    /// <summary>The last one is for everything above.</summary>
    public static readonly IReadOnlyList<int> MinuteBounds = [1, 5, 15, 60, int.MaxValue];

    /// <param name="before">For the correction of a closed ride's fare, the last event before it.</param>
    public static IEnumerable<(Measure Measure, string Detail, long Count, long Amount)> Of(FeedEvent happened, FeedEvent? before)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var reservation = data.RootElement;
        var found = new List<(Measure, string, long, long)>();
        if (happened.Type is EventTypes.Requested or EventTypes.Accepted && happened.Version == 1)
            found.Add((Measure.Booked, "", 1, 0));
        switch (happened.Type)
        {
            case EventTypes.Accepted or EventTypes.Declined:
                var by = DecidedBy(happened);
                found.Add((happened.Type == EventTypes.Accepted ? Measure.Accepted : Measure.Declined, by, 1, 0));
                if (by == Dispatcher)
                    found.Add(Decided(happened.At - reservation.GetProperty("soldAt").GetDateTimeOffset()));
                break;
            case EventTypes.Cancelled:
                found.Add((Measure.Cancelled, "", 1, 0));
                if (Amount(reservation, "cancellationFee") is { } fee)
                    found.Add((Measure.Revenue, CurrencyOf(reservation), 1, InMinorUnits(fee, reservation)));
                break;
            case EventTypes.Closed:
                if (IsNoShow(reservation))
                    found.Add((Measure.NoShow, "", 1, 0));
                if (Charged(reservation) is { } charged)
                    found.Add((Measure.Revenue, CurrencyOf(reservation), 1, charged));
                break;
            case EventTypes.Amended when before is not null:
                using (var earlier = JsonDocument.Parse(before.Data))
                {
                    var difference = (Charged(reservation) ?? 0) - (Charged(earlier.RootElement) ?? 0);
                    if (difference != 0)
                        found.Add((Measure.Revenue, CurrencyOf(reservation), 0, difference));
                }
                break;
        }
        return found;
    }

    public static bool IsClosed(FeedEvent happened)
    {
        using var data = JsonDocument.Parse(happened.Data);
        return data.RootElement.TryGetProperty("outcome", out var outcome) && outcome.ValueKind == JsonValueKind.String;
    }

    private static string DecidedBy(FeedEvent happened) => happened.Actor switch
    {
        Actor.ClockName => Deadline,
        var actor when actor.StartsWith("supplier:", StringComparison.Ordinal) => Dispatcher,
        _ => Automatic,
    };

    private static (Measure, string, long, long) Decided(TimeSpan took)
    {
        var within = MinuteBounds.First(minutes => took.TotalMinutes <= minutes);
        return (Measure.Decided, within.ToString(CultureInfo.InvariantCulture), 1, (long)took.TotalSeconds);
    }

    /// <summary>The final fare, or the booking's; null for a no-show without a final fare, whose fee the gateway doesn't know.</summary>
    private static long? Charged(JsonElement reservation)
    {
        if (reservation.TryGetProperty("finalFare", out var final) && final.ValueKind == JsonValueKind.Object)
            return InMinorUnits(final.GetProperty("rate").GetDecimal(), reservation);
        return IsNoShow(reservation)
            ? null
            : InMinorUnits(reservation.GetProperty("ride").GetProperty("fare").GetProperty("rate").GetDecimal(), reservation);
    }

    private static bool IsNoShow(JsonElement reservation) =>
        reservation.TryGetProperty("outcome", out var outcome) && outcome.ValueKind == JsonValueKind.String
        && outcome.GetString() == EnumWords.Of(Domain.Reservations.RideOutcome.NoShow);

    private static decimal? Amount(JsonElement reservation, string name) =>
        reservation.TryGetProperty(name, out var amount) && amount.ValueKind == JsonValueKind.Number ? amount.GetDecimal() : null;

    private static string CurrencyOf(JsonElement reservation) =>
        reservation.GetProperty("ride").GetProperty("fare").GetProperty("currency").GetString()!;

    private static long InMinorUnits(decimal amount, JsonElement reservation) =>
        Money.Round(amount, Currency.Of(CurrencyOf(reservation))).MinorUnits;
}
