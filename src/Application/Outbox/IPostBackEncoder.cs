namespace GroundTransport.Application.Outbox;

/// <summary>Writes a reservation's present state as the message that tells it; <c>ConcurWire</c> stands behind it.</summary>
public interface IPostBackEncoder
{
    (string Status, string Payload) Encode(Domain.Reservations.Reservation reservation, Domain.Journeys.TimesAre timesAre);
}
