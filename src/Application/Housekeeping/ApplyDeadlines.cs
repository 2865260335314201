using GroundTransport.Application.Catalog;
using GroundTransport.Application.Dispatch;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>What time alone decides: requests that their deadline or the pickup has overtaken, rides to be closed. Gives how many it moved.</summary>
public sealed record ApplyDeadlines : IRequest<Outcome<int>>;

/// <inheritdoc cref="ApplyDeadlines"/>
public sealed class ApplyDeadlinesHandler(IReservationQueries queries, ICatalog catalog, IMediator mediator, TimeProvider clock)
    : IRequestHandler<ApplyDeadlines, Outcome<int>>
{
    private const int AtOnce = 100;

    public async Task<Outcome<int>> Handle(ApplyDeadlines request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var turns = (await queries.WithDecisionOverdue(now, AtOnce, cancellationToken))
            .Select(id => new ApplyDeadline(id, new TimePassed(Identifiers.Confirmation()))).ToList();
        foreach (var onSale in catalog.Current.Vendors.Values)
        {
            if (onSale.Vendor.CloseAfterHours is { } hours)
            {
                turns.AddRange((await queries.EndedBefore(onSale.Vendor.Code, now.AddHours(-hours), AtOnce, cancellationToken))
                    .Select(id => new ApplyDeadline(id, new Close(RideOutcome.Completed, null))));
            }
        }

        var moved = 0;
        foreach (var turn in turns)
        {
            // A refusal here means that somebody decided meanwhile: nothing is left to do.
            if (!(await mediator.Send(turn, cancellationToken)).IsRefused)
                moved++;
        }
        return moved;
    }
}
