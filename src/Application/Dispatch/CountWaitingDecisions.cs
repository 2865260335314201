using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Counts the requests that wait for a decision, for their metrics.</summary>
public sealed record CountWaitingDecisions : IRequest<Outcome<bool>>;

/// <inheritdoc cref="CountWaitingDecisions"/>
public sealed class CountWaitingDecisionsHandler(IReservationQueries queries, ReservationMetrics metrics)
    : IRequestHandler<CountWaitingDecisions, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(CountWaitingDecisions request, CancellationToken cancellationToken)
    {
        metrics.Waiting = await queries.WaitingDecisions(cancellationToken);
        return true;
    }
}
