namespace ConcurSimulator.Heard;

/// <summary>What Concur has heard, per reservation; and what it couldn't make anything of.</summary>
public sealed class HeardLedger(TimeProvider clock, HeardFile? file = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HeardReservation> reservations = new(StringComparer.Ordinal);
    private readonly HeardReservation unreadable = new("");
    private int count;
    private int refusedCredentials;

    /// <summary>Told after each answer, outside of any lock.</summary>
    public event Action<Delivery>? Noticed;

    /// <summary>Judges and keeps a message before it is answered: what was acknowledged can't be lost.</summary>
    /// <param name="answer">How it will be answered.</param>
    public Delivery Arrive(HeardMessage heard, string answer)
    {
        lock (gate)
        {
            var reservation = Of(heard.ReservationId);
            var isValid = heard.Problems.Count == 0;
            var delivery = new Delivery
            {
                Number = ++count,
                At = clock.GetUtcNow(),
                ReservationId = heard.ReservationId,
                Status = heard.Status,
                CorrelationId = heard.CorrelationId,
                ConcurCorrelationId = heard.ConcurCorrelationId,
                Sequence = heard.Sequence,
                Fingerprint = heard.Fingerprint,
                Ride = heard.Ride,
                Answer = answer,
                IsDuplicate = isValid && reservation.Knows(heard),
                OutOfOrder = isValid ? reservation.WhyOutOfOrder(heard) : null,
                Problems = heard.Problems,
            };
            reservation.Add(delivery);
            file?.Arrived(delivery);
            return delivery;
        }
    }

    public void Answered(Delivery delivery, bool acknowledged)
    {
        lock (gate)
        {
            delivery.Acknowledged = acknowledged;
            file?.Answered(delivery);
        }
        Noticed?.Invoke(delivery);
    }

    /// <summary>Counts a call without valid credentials: of those nothing is read.</summary>
    public void RefuseCredentials()
    {
        lock (gate)
            refusedCredentials++;
    }

    /// <summary>A copy that nothing changes any more.</summary>
    public HeardSoFar Read()
    {
        lock (gate)
            return new HeardSoFar([.. reservations.Values.Select(reservation => reservation.Copy())], unreadable.Copy().Deliveries, refusedCredentials);
    }

    private HeardReservation Of(string id)
    {
        if (id.Length == 0)
            return unreadable;
        if (!reservations.TryGetValue(id, out var reservation))
            reservations[id] = reservation = new HeardReservation(id);
        return reservation;
    }
}
