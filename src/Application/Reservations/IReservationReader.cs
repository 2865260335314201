using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>Reads single reservations outside of a transaction, at the least cost.</summary>
public interface IReservationReader
{
    /// <summary>The reservation as it is stored now, for reading only.</summary>
    Task<Reservation?> Read(long id, CancellationToken ct);
}
