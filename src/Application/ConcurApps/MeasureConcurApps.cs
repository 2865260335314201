using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Reads how the apps stand, for their metrics.</summary>
public sealed record MeasureConcurApps : IRequest<Outcome<bool>>;

/// <inheritdoc cref="MeasureConcurApps"/>
public sealed class MeasureConcurAppsHandler(IConcurApps apps, IPendingConnections pending, ConcurAppMeter meter, TimeProvider clock) : IRequestHandler<MeasureConcurApps, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(MeasureConcurApps request, CancellationToken cancellationToken)
    {
        meter.Level = new ConcurAppLevel(
            [.. (await apps.All(cancellationToken)).Select(app => (app.DirectConnectId, app.State, app.Tokens?.RefreshExpiresAt))],
            await pending.Count(clock.GetUtcNow(), cancellationToken));
        return true;
    }
}
