using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.WireLog;

/// <summary>
/// Exports what Concur's support asks for about a reservation, without what it forbids (tokens, keys, secrets) or doesn't need
/// (who rides).
/// </summary>
public sealed record ExportSupportCase(Operator By, long ReservationId) : IRequest<Outcome<SupportCase>>;

/// <summary>The case: the reservation, the last notification of Concur, and every exchange about it.</summary>
public sealed record SupportCase(
    Reservation Reservation, LastNotified? LastNotified, IReadOnlyList<HistoryEntry> History,
    IReadOnlyList<PostBackRow> PostBacks, IReadOnlyList<ReceiptDelivery> Receipts, IReadOnlyList<Exchange> Exchanges, Uri? PostBackUrl);

/// <inheritdoc cref="ExportSupportCase"/>
public sealed class ExportSupportCaseHandler(
    IReservations reservations, IReservationQueries queries, IPostBackQueries postBacks, INotificationLedger ledger,
    IReceipts receipts, IExchanges exchanges, PostBackSettings settings)
    : IRequestHandler<ExportSupportCase, Outcome<SupportCase>>
{
    private const int MaxRows = 200;

    public async Task<Outcome<SupportCase>> Handle(ExportSupportCase request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        return new SupportCase(
            reservation,
            await ledger.Find(reservation.Id, cancellationToken),
            await queries.History(reservation.Id, cancellationToken),
            await postBacks.List(new PostBackFilter(request.By.VendorCodes, null, reservation.Id, null, MaxRows), cancellationToken),
            await receipts.Of(reservation.Id, cancellationToken),
            await exchanges.Of(reservation.Id, reservation.DirectConnectId, MaxRows, cancellationToken),
            settings.Url);
    }
}
