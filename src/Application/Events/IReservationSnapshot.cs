using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Events;

/// <summary>Writes a reservation as the events contain it.</summary>
public interface IReservationSnapshot
{
    /// <summary>The reservation as REST shows it, as JSON: without what isn't part of its version.</summary>
    string Of(Reservation reservation);
}
