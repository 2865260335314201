using System.Globalization;

namespace ConcurSimulator.Auditing;

/// <summary>Compares the statuses that Concur received with those of the gateway.</summary>
/// <param name="Statuses">The gateway's status of each reservation.</param>
/// <param name="Duplicates">PostBacks that had already been acknowledged.</param>
/// <param name="IsSettled">The gateway had no pending PostBack and no drifted reservation.</param>
public sealed record AuditResult(
    IReadOnlyDictionary<string, string> Statuses, IReadOnlyList<Notification> Notifications, int Duplicates, int OutOfOrder, int Invalid,
    bool IsSettled)
{
    public ReceiptAudit Receipts { get; init; } = ReceiptAudit.None;

    /// <summary>A reply is recorded when it has been read, a PostBack when it arrives: within this time either may be newer.</summary>
    private static readonly TimeSpan OrderTolerance = TimeSpan.FromSeconds(1);

    /// <summary>Reservations that Concur was notified of and that the gateway doesn't have.</summary>
    public IReadOnlyList<string> Lost =>
        [.. Notifications.Select(notification => notification.ReservationId).Distinct().Where(id => !Statuses.ContainsKey(id))];

    /// <summary>Reservations whose last notification has another status than the gateway.</summary>
    public IReadOnlyList<string> Mismatches =>
    [
        .. from reservation in Notifications.GroupBy(notification => notification.ReservationId)
           where Statuses.ContainsKey(reservation.Key)
           let status = Statuses[reservation.Key]
           let last = FindLast(reservation)
           where !last.Any(notification => notification.Matches(status))
           select $"{reservation.Key} is {status}, but Concur last received {string.Join(" or ", last.Select(Describe))}",
    ];

    public bool Passes(int maxDuplicates) =>
        IsSettled && Statuses.Count > 0 && Lost.Count == 0 && Mismatches.Count == 0 && OutOfOrder == 0 && Invalid == 0
        && Duplicates <= maxDuplicates && Receipts.Passes;

    public void Write(TextWriter output, int maxDuplicates)
    {
        var limit = maxDuplicates < int.MaxValue ? $" (at most {maxDuplicates} allowed)" : "";
        output.WriteLine($"{Statuses.Count} reservations, {Notifications.Count} notifications: {Lost.Count} lost reservations, "
            + $"{Mismatches.Count} mismatches, {OutOfOrder} out of order, {Invalid} invalid, {Duplicates} duplicates{limit}.");
        if (!IsSettled)
            output.WriteLine("The gateway still has pending PostBacks or receipts, or drifted reservations. "
                + "Increase --timeout, or find what is stuck.");
        foreach (var id in Lost)
            output.WriteLine($"Lost: {id}");
        foreach (var mismatch in Mismatches)
            output.WriteLine($"Mismatch: {mismatch}");
        Receipts.Write(output);
        output.WriteLine(Passes(maxDuplicates)
            ? "PASSED: Concur received the current status of every reservation."
            : "FAILED: Concur did not receive the current status of every reservation, or received more than it should.");
    }

    private static List<Notification> FindLast(IEnumerable<Notification> notifications)
    {
        var all = notifications.ToList();
        var last = all.Max(notification => notification.At);
        return [.. all.Where(notification => last - notification.At <= OrderTolerance)];
    }

    private static string Describe(Notification notification) => string.Create(CultureInfo.InvariantCulture,
        $"{notification.Status} ({notification.Message} at {notification.At:HH:mm:ss.fff})");
}
