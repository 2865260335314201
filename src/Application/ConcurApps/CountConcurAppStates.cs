using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Reads the states of the apps for their metrics.</summary>
public sealed record CountConcurAppStates : IRequest<Outcome<bool>>;

/// <inheritdoc cref="CountConcurAppStates"/>
public sealed class CountConcurAppStatesHandler(
    IConcurApps apps, IPendingConnections pending, ConcurAppMetrics metrics, TimeProvider clock)
    : IRequestHandler<CountConcurAppStates, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(CountConcurAppStates request, CancellationToken cancellationToken)
    {
        metrics.Counts = new ConcurAppCounts(
            [.. (await apps.All(cancellationToken)).Select(app => (app.DirectConnectId, app.State, app.Tokens?.RefreshExpiresAt))],
            await pending.Count(clock.GetUtcNow(), cancellationToken));
        return true;
    }
}
