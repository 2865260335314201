using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>The last notification of Concur about a reservation that the caller has access to.</summary>
public sealed record GetLastNotified(Reservation Of) : IRequest<Outcome<NotificationStatus>>;

/// <summary>The last notification, and whether the reservation has changed since.</summary>
/// <param name="Last">Null: Concur hasn't been notified yet.</param>
public sealed record NotificationStatus(LastNotified? Last, bool IsBehind);

/// <inheritdoc cref="GetLastNotified"/>
public sealed class GetLastNotifiedHandler(INotificationLedger ledger) : IRequestHandler<GetLastNotified, Outcome<NotificationStatus>>
{
    public async Task<Outcome<NotificationStatus>> Handle(GetLastNotified request, CancellationToken cancellationToken)
    {
        var last = await ledger.Find(request.Of.Id, cancellationToken);
        return new NotificationStatus(last, last is null || last.Seq < request.Of.NotifyVersion);
    }
}
