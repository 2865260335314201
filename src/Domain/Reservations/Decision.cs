namespace GroundTransport.Domain.Reservations;

/// <summary>The result of a command: an event, a refusal, or no change.</summary>
public readonly record struct Decision
{
    private Decision(ReservationEvent? @event, Refusal? refusal)
    {
        Event = @event;
        Refusal = refusal;
    }

    public ReservationEvent? Event { get; }

    public Refusal? Refusal { get; }

    /// <summary>The reservation is as the command asks for already: same reply, no event.</summary>
    public static Decision NoChange => default;

    public static implicit operator Decision(ReservationEvent @event) => new(@event, null);

    public static implicit operator Decision(Refusal refusal) => new(null, refusal);
}
