using GroundTransport.Application.Catalog;
using GroundTransport.Application.Dispatch;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>
/// Decides pending requests whose deadline or pickup time has passed, and closes ended rides. Recommands the number of changed
/// reservations.
/// </summary>
public sealed record ApplyDeadlines : IRequest<Outcome<int>>;

/// <inheritdoc cref="ApplyDeadlines"/>
public sealed class ApplyDeadlinesHandler(IReservationQueries queries, ICatalog catalog, IMediator mediator, TimeProvider clock)
    : IRequestHandler<ApplyDeadlines, Outcome<int>>
{
    private const int BatchSize = 100;

    public async Task<Outcome<int>> Handle(ApplyDeadlines request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var commands = (await queries.WithDecisionOverdue(now, BatchSize, cancellationToken))
            .Select(id => new ApplyDeadline(id, new TimePassed(Identifiers.Confirmation()))).ToList();
        foreach (var onSale in catalog.Current.Vendors.Values)
        {
            if (onSale.Vendor.CloseAfterHours is { } hours)
            {
                commands.AddRange((await queries.EndedBefore(onSale.Vendor.Code, now.AddHours(-hours), BatchSize, cancellationToken))
                    .Select(id => new ApplyDeadline(id, new Close(RideOutcome.Completed, null))));
            }
        }

        var changed = 0;
        foreach (var command in commands)
        {
            // A refusal means that somebody has decided meanwhile: nothing is left to do.
            if (!(await mediator.Send(command, cancellationToken)).IsRefused)
                changed++;
        }
        return changed;
    }
}
