using System.Globalization;

namespace ConcurSimulator.Received;

/// <summary>Formats received messages for the console.</summary>
public static class ReceivedReport
{
    /// <summary>One line for one delivery.</summary>
    public static string Format(Delivery delivery)
    {
        var remarks = new List<string>();
        if (delivery.IsDuplicate)
            remarks.Add("duplicate");
        if (delivery.OrderViolation is { } violation)
            remarks.Add($"OUT OF ORDER: {violation}");
        remarks.AddRange(delivery.Problems.Select(problem => $"INVALID: {problem}"));
        if (delivery is { Response: Delivery.Success, Acknowledged: false })
            remarks.Add("the gateway disconnected before the response was complete");
        var suffix = remarks.Count == 0 ? "" : $" ({string.Join("; ", remarks)})";
        return string.Create(CultureInfo.InvariantCulture,
            $"{delivery.ReceivedAt:HH:mm:ss.fff} {delivery.CorrelationId,-20} {delivery.Status,-2} -> {delivery.Response}{suffix}");
    }

    /// <summary>The final report: what each traveller sees, and the totals.</summary>
    public static void Write(TextWriter output, ReceivedSnapshot received)
    {
        output.WriteLine();
        output.WriteLine(received.Reservations.Count == 0
            ? "No PostBack was received."
            : "Reservations as the travellers see them, from the last acknowledged PostBack:");
        foreach (var reservation in received.Reservations)
        {
            var status = reservation.Status.Length == 0 ? "--" : reservation.Status;
            var ride = reservation.RideSummary.Length == 0 ? "" : $" ({reservation.RideSummary})";
            output.WriteLine($"  {reservation.ReservationId}: {status} {reservation.StatusDescription}{ride}");
        }
        output.WriteLine();
        output.WriteLine($"{received.Deliveries} PostBacks received for {received.Reservations.Count} reservations: "
            + $"{received.Acknowledged} acknowledged, {received.Duplicates} duplicates, {received.OutOfOrder} out of order, "
            + $"{received.Invalid} invalid.");
        if (received.Deliveries > 0)
            output.WriteLine($"Responses: {string.Join(", ", received.Responses.Select(entry => $"{entry.Key} {entry.Value}x"))}.");
        output.WriteLine($"Calls without valid credentials: {received.RejectedCredentials}; cut off: {received.CutOff}.");
    }
}
