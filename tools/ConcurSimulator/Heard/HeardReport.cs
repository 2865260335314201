using System.Globalization;

namespace ConcurSimulator.Heard;

/// <summary>What was heard, for a terminal.</summary>
public static class HeardReport
{
    public static string Line(Delivery delivery)
    {
        var remarks = new List<string>();
        if (delivery.IsDuplicate)
            remarks.Add("known already");
        if (delivery.OutOfOrder is { } why)
            remarks.Add($"OUT OF ORDER: {why}");
        remarks.AddRange(delivery.Problems.Select(problem => $"INVALID: {problem}"));
        if (delivery is { Answer: Delivery.Success, Acknowledged: false })
            remarks.Add("the gateway was gone before its answer");
        var remark = remarks.Count == 0 ? "" : $" ({string.Join("; ", remarks)})";
        return string.Create(CultureInfo.InvariantCulture,
            $"{delivery.At:HH:mm:ss.fff} {delivery.CorrelationId,-20} {delivery.Status,-2} -> {delivery.Answer}{remark}");
    }

    /// <summary>At the end: what each traveller sees, and the sums.</summary>
    public static void Write(TextWriter output, HeardSoFar heard)
    {
        output.WriteLine();
        output.WriteLine(heard.Reservations.Count == 0 ? "No PostBack was heard." : "What the travellers see, as PostBacks told it:");
        foreach (var reservation in heard.Reservations)
        {
            var ride = reservation.Ride.Length == 0 ? "" : $" ({reservation.Ride})";
            output.WriteLine($"  {reservation.ReservationId}: {(reservation.Status.Length == 0 ? "--" : reservation.Status)} {reservation.ShownAs}{ride}");
        }
        var answers = string.Join(", ", heard.Answers.Select(answer => $"{answer.Value} {answer.Key}"));
        output.WriteLine();
        output.WriteLine($"{heard.Deliveries} messages about {heard.Reservations.Count} reservations; answers: {(answers.Length == 0 ? "none" : answers)}.");
        output.WriteLine($"{heard.Acknowledged} acknowledged, {heard.Duplicates} of what was known already, {heard.OutOfOrder} out of order, {heard.Invalid} invalid, {heard.RefusedCredentials} without valid credentials.");
    }
}
