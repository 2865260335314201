using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Reads how the apps stand, for their metrics.</summary>
public sealed record CountConcurAppStates : IRequest<Outcome<bool>>;

/// <inheritdoc cref="CountConcurAppStates"/>
public sealed class CountConcurAppStatesHandler(IConcurApps apps, IPendingConnections pending, ConcurAppMetrics meter, TimeProvider clock) : IRequestHandler<CountConcurAppStates, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(CountConcurAppStates request, CancellationToken cancellationToken)
    {
        meter.Level = new ConcurAppGauge(
            [.. (await apps.All(cancellationToken)).Select(app => (app.DirectConnectId, app.State, app.Tokens?.RefreshExpiresAt))],
            await pending.Count(clock.GetUtcNow(), cancellationToken));
        return true;
    }
}
