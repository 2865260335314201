using System.Globalization;

namespace ConcurSimulator.Booking;

/// <summary>The tally for a terminal.</summary>
public static class TallyReport
{
    public static void Write(TextWriter output, Tally tally, Pace pace)
    {
        var (messages, problems) = tally.Read();
        var seconds = pace.Elapsed.TotalSeconds;
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"{tally.Answered} answers in {seconds:0.0} s, {tally.Answered / seconds:0.0} a second."));
        output.WriteLine("                      ok refused unknown invalid       p50      p90      p99      max (ms)");
        foreach (var message in messages)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{message.Message,-17} {message.Count(Outcome.Ok),6} {message.Count(Outcome.Refused),7} {message.Count(Outcome.Unknown),7} {message.Count(Outcome.Invalid),7}  {Milliseconds(message, .5)} {Milliseconds(message, .9)} {Milliseconds(message, .99)} {Milliseconds(message, 1)}"));
        }
        output.WriteLine();
        foreach (var message in messages)
        {
            var outcomes = message.Counts.Where(entry => entry.Detail.Length > 0).Select(entry => $"{entry.Outcome.ToString().ToLowerInvariant()} {entry.Detail} {entry.Count}");
            output.WriteLine($"{message.Message,-17} {string.Join(", ", outcomes)}".TrimEnd());
        }
        foreach (var problem in problems)
            output.WriteLine($"INVALID {problem}");
        if (tally.GaveUp)
            output.WriteLine("Given up: a call stayed without an answer for too long (--patience).");
    }

    private static string Milliseconds(MessageTally message, double share) =>
        message.Percentile(share).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(8);
}
