using System.Globalization;
using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Booking;

/// <summary>Writes the statistics of a run for the console.</summary>
public static class BookingReport
{
    private static readonly double[] Percentiles = [0.5, 0.9, 0.99, 1];

    public static void Write(TextWriter output, BookingStatistics statistics, TimeSpan elapsed)
    {
        var (messages, problems) = statistics.Read();
        var seconds = elapsed.TotalSeconds;
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant(
            $"{statistics.Completed} responses in {seconds:0.0} s, {statistics.Completed / seconds:0.0} per second."));
        output.WriteLine();
        output.WriteLine("                      ok refused unknown invalid   p50 ms   p90 ms   p99 ms   max ms");
        foreach (var message in messages)
        {
            var latencies = Percentiles.Select(share =>
                message.Percentile(share).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(8));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{message.Message,-17} {message.Count(Outcome.Ok),6} {message.Count(Outcome.Refused),7} "
                + $"{message.Count(Outcome.Unknown),7} {message.Count(Outcome.Invalid),7} {string.Join(' ', latencies)}"));
        }
        output.WriteLine();
        foreach (var message in messages)
        {
            var outcomes = message.Counts.Where(entry => entry.Detail.Length > 0)
                .Select(entry => $"{entry.Outcome.ToString().ToLowerInvariant()} {entry.Detail}: {entry.Count}").ToList();
            if (outcomes.Count > 0)
                output.WriteLine($"{message.Message,-17} {string.Join(", ", outcomes)}");
        }
        foreach (var problem in problems)
            output.WriteLine($"INVALID {problem}");
        if (statistics.GaveUp)
            output.WriteLine("Given up: a request got no response within --max-retry-time.");
    }
}
