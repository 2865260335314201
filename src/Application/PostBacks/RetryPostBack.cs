using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.PostBacks;

/// <summary>A replay by hand: what waits goes now; what was given up goes again, telling the reservation's present state.</summary>
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
        if (row.State == PostBackState.Delivered)
            return Refusal.NotInThisState("state", "Concur has accepted this PostBack: there is nothing to retry.");
        if (row.State == PostBackState.Superseded)
            return Refusal.NotInThisState("state", "A newer PostBack of this reservation took this one's place: retry that one.");
        if (row.LeaseToken is not null && row.LeaseUntil > clock.GetUtcNow())
            return Refusal.NotInThisState("state", "This PostBack is on its way right now. Look again in a minute.");
        if (await postBacks.FindLast(row.ReservationId, cancellationToken) is { State: PostBackState.Pending } newer && newer.Seq > row.Seq)
            return Refusal.NotInThisState("state", $"PostBack {newer.Id} of the same reservation is newer and waits: Concur hears the present state by it.");
        if (!catalog.Current.ConnectsById.TryGetValue(row.DirectConnectId, out var connect))
            return Refusal.NotInThisState("directConnect", "The connection that sold this reservation is gone: nobody can be told.");
        var (status, payload) = encoder.Encode(reservation, connect.TimesAre);
        postBacks.Replace(row, reservation.Version, status, payload, clock.GetUtcNow());
        return row;
    }
}
