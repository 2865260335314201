using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.PostBacks;

/// <summary>
/// A retry by hand: a pending message is due at once, a dead one is queued again; either with the reservation's current state.
/// </summary>
public sealed record RetryPostBack(Operator By, long Id) : IRequest<Outcome<PostBack>>, IWrite;

/// <inheritdoc cref="RetryPostBack"/>
public sealed class RetryPostBackHandler(
    IPostBacks postBacks, IReservations reservations, IPostBackEncoder encoder, ICatalog catalog, TimeProvider clock)
    : IRequestHandler<RetryPostBack, Outcome<PostBack>>
{
    public async Task<Outcome<PostBack>> Handle(RetryPostBack request, CancellationToken cancellationToken)
    {
        if (await postBacks.Find(request.Id, cancellationToken) is not { } row || !request.By.Sees(row.VendorCode)
            || await reservations.Find(row.ReservationId, cancellationToken) is not { } reservation)
            return new Refusal(RefusalKind.Unknown, "id", "There is no such PostBack.");
        if (row.State == DeliveryState.Delivered)
            return Refusal.NotInThisState("state", "Concur has accepted this PostBack. There is nothing to retry.");
        if (row.State == DeliveryState.Superseded)
            return Refusal.NotInThisState("state", "This PostBack was superseded. Retry the newest PostBack of its reservation.");
        if (row.IsLeased(clock.GetUtcNow()))
            return Refusal.NotInThisState("state", "This PostBack is being sent. Try again in a minute.");
        var last = await postBacks.FindLast(row.ReservationId, cancellationToken);
        if (last is { State: DeliveryState.Pending } newer && newer.Seq > row.Seq)
            return Refusal.NotInThisState("state", $"PostBack {newer.Id} of the same reservation is newer and pending. Retry that one.");
        if (!catalog.Current.ConnectsById.TryGetValue(row.DirectConnectId, out var connect))
            return Refusal.NotInThisState("directConnect", "The direct connect that sold this reservation was deleted.");
        var (status, payload) = encoder.Encode(reservation, connect.TimesAre);
        postBacks.Replace(row, reservation.Version, status, payload, clock.GetUtcNow());
        return row;
    }
}
