using GroundTransport.Application.Callers;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>The history of a reservation, oldest entry first.</summary>
public sealed record GetHistory(Operator By, long ReservationId) : IRequest<Outcome<IReadOnlyList<HistoryEntry>>>;

/// <inheritdoc cref="GetHistory"/>
public sealed class GetHistoryHandler(IReservations reservations, IReservationQueries queries)
    : IRequestHandler<GetHistory, Outcome<IReadOnlyList<HistoryEntry>>>
{
    public async Task<Outcome<IReadOnlyList<HistoryEntry>>> Handle(GetHistory request, CancellationToken cancellationToken) =>
        await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is null
            ? Refusal.UnknownReservation
            : Outcome<IReadOnlyList<HistoryEntry>>.Of(await queries.History(request.ReservationId, cancellationToken));
}
