namespace ConcurSimulator.Heard;

/// <summary>Everything that was heard until now, and its sums.</summary>
/// <param name="Unreadable">Messages that name no reservation.</param>
/// <param name="RefusedCredentials">Calls whose Authorization was missing, wrong or expired.</param>
public sealed record HeardSoFar(IReadOnlyList<HeardReservation> Reservations, IReadOnlyList<Delivery> Unreadable, int RefusedCredentials)
{
    private IEnumerable<Delivery> All => Reservations.SelectMany(reservation => reservation.Deliveries).Concat(Unreadable);

    public int Deliveries => All.Count();

    public int Acknowledged => All.Count(delivery => delivery.Acknowledged);

    public int Duplicates => All.Count(delivery => delivery.IsDuplicate);

    public int OutOfOrder => All.Count(delivery => delivery.OutOfOrder is not null);

    public int Invalid => All.Count(delivery => delivery.Problems.Count > 0);

    /// <summary>How often each answer was given.</summary>
    public IReadOnlyDictionary<string, int> Answers =>
        All.GroupBy(delivery => delivery.Answer).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Nothing was heard that a gateway must not say.</summary>
    public bool IsFaultless => Invalid == 0 && OutOfOrder == 0;
}
