namespace ConcurSimulator.Received;

/// <summary>Everything received so far, and its totals.</summary>
/// <param name="Unreadable">Messages that name no reservation.</param>
/// <param name="RejectedCredentials">Calls whose Authorization header was missing, wrong or expired.</param>
/// <param name="CutOff">Calls whose connection broke before all of the body was here: no message, whatever it would have been.</param>
public sealed record ReceivedSnapshot(
    IReadOnlyList<ReservationDeliveries> Reservations, IReadOnlyList<Delivery> Unreadable, int RejectedCredentials, int CutOff)
{
    private IEnumerable<Delivery> All => Reservations.SelectMany(reservation => reservation.Deliveries).Concat(Unreadable);

    public int Deliveries => All.Count();

    public int Acknowledged => All.Count(delivery => delivery.Acknowledged);

    public int Duplicates => All.Count(delivery => delivery.IsDuplicate);

    public int OutOfOrder => All.Count(delivery => delivery.OrderViolation is not null);

    public int Invalid => All.Count(delivery => delivery.Problems.Count > 0);

    /// <summary>How often each response was sent.</summary>
    public IReadOnlyDictionary<string, int> Responses =>
        All.CountBy(delivery => delivery.Response).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>No message was invalid or out of order.</summary>
    public bool Passed => Invalid == 0 && OutOfOrder == 0;
}
