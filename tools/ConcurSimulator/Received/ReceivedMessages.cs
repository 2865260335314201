namespace ConcurSimulator.Received;

/// <summary>All PostBacks that Concur received, by reservation, and those that name no reservation.</summary>
public sealed class ReceivedMessages(TimeProvider clock, DeliveryRecorder? recorder = null)
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, ReservationDeliveries> reservations = new(StringComparer.Ordinal);
    private readonly ReservationDeliveries unreadable = new("");
    private int count;
    private int rejectedCredentials;
    private int cutOff;

    /// <summary>Raised after each response, outside the lock.</summary>
    public event Action<Delivery>? Responded;

    /// <summary>Checks and stores a message before the response is sent, so that no acknowledged message is lost.</summary>
    /// <param name="response">The response that will be sent.</param>
    public Delivery Add(PostBackMessage message, string response)
    {
        lock (sync)
        {
            var reservation = DeliveriesOf(message.ReservationId);
            var isValid = message.Problems.Count == 0;
            var delivery = new Delivery
            {
                Number = ++count,
                ReceivedAt = clock.GetUtcNow(),
                ReservationId = message.ReservationId,
                Status = message.Status,
                CorrelationId = message.CorrelationId,
                ConcurCorrelationId = message.ConcurCorrelationId,
                Version = message.Version,
                Fingerprint = message.Fingerprint,
                RideSummary = message.RideSummary,
                Response = response,
                IsDuplicate = isValid && reservation.IsDuplicate(message),
                OrderViolation = isValid ? reservation.FindOrderViolation(message) : null,
                Problems = message.Problems,
            };
            reservation.Add(delivery);
            recorder?.RecordReceived(delivery);
            return delivery;
        }
    }

    public void Complete(Delivery delivery, bool acknowledged)
    {
        lock (sync)
        {
            delivery.Acknowledged = acknowledged;
            recorder?.RecordResponded(delivery);
        }
        Responded?.Invoke(delivery);
    }

    /// <summary>Counts a call with missing or invalid credentials; its body isn't read.</summary>
    public void CountRejectedCredentials()
    {
        lock (sync)
            rejectedCredentials++;
    }

    /// <summary>Counts a call whose connection broke before all of its body was here: a killed gateway leaves one.</summary>
    public void CountCutOff()
    {
        lock (sync)
            cutOff++;
    }

    /// <summary>A copy that later deliveries don't change.</summary>
    public ReceivedSnapshot Snapshot()
    {
        lock (sync)
        {
            return new ReceivedSnapshot(
                [.. reservations.Values.Select(reservation => reservation.Copy())], unreadable.Copy().Deliveries, rejectedCredentials,
                cutOff);
        }
    }

    private ReservationDeliveries DeliveriesOf(string reservationId)
    {
        if (reservationId.Length == 0)
            return unreadable;
        if (!reservations.TryGetValue(reservationId, out var reservation))
            reservations[reservationId] = reservation = new ReservationDeliveries(reservationId);
        return reservation;
    }
}
