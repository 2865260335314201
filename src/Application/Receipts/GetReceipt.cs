using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Receipts;

/// <summary>The receipts of a reservation.</summary>
public sealed record GetReceipt(Operator By, long ReservationId) : IRequest<Outcome<ReservationReceipts>>;

/// <inheritdoc cref="GetReceipt"/>
public sealed class GetReceiptHandler(IReservations reservations, IReceipts receipts)
    : IRequestHandler<GetReceipt, Outcome<ReservationReceipts>>
{
    public async Task<Outcome<ReservationReceipts>> Handle(GetReceipt request, CancellationToken cancellationToken) =>
        await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation
            ? Refusal.UnknownReservation
            : new ReservationReceipts(
                reservation, await receipts.Of(reservation.Id, cancellationToken),
                await receipts.HasImage(reservation.Id, cancellationToken));
}
