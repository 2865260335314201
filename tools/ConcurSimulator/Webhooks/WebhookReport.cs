using System.Globalization;

namespace ConcurSimulator.Webhooks;

/// <summary>Formats received events for the console.</summary>
public static class WebhookReport
{
    /// <summary>One line for one delivery.</summary>
    public static string Format(WebhookDelivery delivery)
    {
        var message = delivery.Message;
        var remarks = new List<string>();
        if (delivery.IsRepeat)
            remarks.Add("repeated: normal, delivery is at least once");
        if (delivery.MissingVersions > 0)
            remarks.Add($"versions missing: {delivery.MissingVersions}");
        if (delivery.OrderViolation is { } violation)
            remarks.Add($"OUT OF ORDER: {violation}");
        remarks.AddRange(message.Problems.Select(problem => $"INVALID: {problem}"));
        var suffix = remarks.Count == 0 ? "" : $" ({string.Join("; ", remarks)})";
        var concerned = message.Reservation.Length == 0 ? "" : $" {message.Reservation} version {message.Version}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{delivery.ReceivedAt:HH:mm:ss.fff} {message.Id} {message.Type}{concerned} -> {delivery.Status}{suffix}");
    }

    /// <summary>The final report.</summary>
    public static void Write(TextWriter output, IReadOnlyList<WebhookDelivery> received)
    {
        var valid = received.Where(delivery => delivery.IsValid).ToList();
        var events = valid.Select(delivery => delivery.Message.Id).Distinct(StringComparer.Ordinal).Count();
        var reservations = valid.Select(delivery => delivery.Message.Reservation).Where(id => id.Length > 0)
            .Distinct(StringComparer.Ordinal).Count();
        output.WriteLine($"{received.Count} deliveries of {events} events about {reservations} reservations: "
            + $"{received.Count(delivery => delivery.IsRepeat)} repeated, "
            + $"{received.Sum(delivery => delivery.MissingVersions)} versions missing, "
            + $"{received.Count(delivery => delivery.OrderViolation is not null)} out of order, "
            + $"{received.Count - valid.Count} invalid.");
    }

    /// <summary>Nothing was invalid or out of order.</summary>
    public static bool Passed(IReadOnlyList<WebhookDelivery> received) =>
        received.All(delivery => delivery.IsValid && delivery.OrderViolation is null);
}
