namespace GroundTransport.Domain.Reservations;

/// <summary>What a reservation answers to a command: an event, a refusal, or that it is so already.</summary>
public readonly record struct Decision
{
    private Decision(ReservationEvent? happened, Refusal? refusal)
    {
        Happened = happened;
        Refusal = refusal;
    }

    public ReservationEvent? Happened { get; }

    public Refusal? Refusal { get; }

    /// <summary>It is so already: same reply, no event.</summary>
    public static Decision AlreadySo => default;

    public static implicit operator Decision(ReservationEvent happened) => new(happened, null);

    public static implicit operator Decision(Refusal refusal) => new(null, refusal);
}
