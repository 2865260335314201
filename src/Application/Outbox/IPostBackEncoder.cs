namespace GroundTransport.Application.Outbox;

/// <summary>Writes a reservation's current state as a PostBack message; <c>ConcurWire</c> implements it.</summary>
public interface IPostBackEncoder
{
    (string Status, string Payload) Encode(Domain.Reservations.Reservation reservation, Domain.Journeys.TimesAre timesAre);
}
