using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>What Concur last heard of a reservation that the caller was shown.</summary>
public sealed record GetLastNotified(Reservation Of) : IRequest<Outcome<NotificationStatus>>;

/// <summary>Concur's last word, and whether the truth has gone on since.</summary>
/// <param name="Last">Null: nothing yet.</param>
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
