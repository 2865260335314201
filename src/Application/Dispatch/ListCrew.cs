using GroundTransport.Application.Callers;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>The drivers and vehicles that a vendor used before, and which of them are taken at the time of a ride.</summary>
public sealed record ListCrew(Operator By, long ReservationId) : IRequest<Outcome<Crew>>;

/// <summary>What can be assigned to a ride; last used first.</summary>
public sealed record Crew(IReadOnlyList<CrewMember<Driver>> Drivers, IReadOnlyList<CrewMember<AssignedVehicle>> Vehicles);

/// <summary>A driver or a vehicle.</summary>
/// <param name="BusyWith">Another ride at the same time; null: free.</param>
public sealed record CrewMember<T>(T Who, AssignedRide? BusyWith);

/// <summary>A ride that has a driver or a vehicle.</summary>
public sealed record AssignedRide(long Id, DateTimeOffset From, DateTimeOffset To, RideService Service);

/// <inheritdoc cref="ListCrew"/>
public sealed class ListCrewHandler(IReservations reservations, IReservationQueries queries) : IRequestHandler<ListCrew, Outcome<Crew>>
{
    /// <summary>How many rides are looked at for who was used before.</summary>
    private const int Recent = 200;

    public async Task<Outcome<Crew>> Handle(ListCrew request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var ride = reservation.LatestRide;
        var recent = await queries.Assigned(reservation.VendorCode, Recent, cancellationToken);
        var atOnce = (await queries.AssignedBetween(reservation.VendorCode, ride.Journey.Start, ride.Ends, cancellationToken))
            .Where(other => other.Id != reservation.Id).ToList();
        return new Crew(
            Members(recent, atOnce, service => service.Driver, driver => driver.Name),
            Members(recent, atOnce, service => service.Vehicle, vehicle => vehicle.Plate));
    }

    private static List<CrewMember<T>> Members<T>(
        IReadOnlyList<AssignedRide> recent, IReadOnlyList<AssignedRide> atOnce, Func<RideService, T> of, Func<T, string> key) =>
        [.. recent.Concat(atOnce).Select(ride => of(ride.Service)).Where(who => key(who).Length > 0)
            .DistinctBy(who => key(who).ToUpperInvariant())
            .Select(who => new CrewMember<T>(who, atOnce.FirstOrDefault(
                ride => string.Equals(key(of(ride.Service)), key(who), StringComparison.OrdinalIgnoreCase))))];
}
