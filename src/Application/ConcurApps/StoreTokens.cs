using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Stores the result of a renewal; gives the app afterwards, null if it no longer exists.</summary>
/// <param name="SentRefreshToken">The refresh token that was sent: if the app has another by now, the answer is obsolete.</param>
internal sealed record StoreTokens(string DirectConnectId, string SentRefreshToken, TokenAnswer Answer)
    : IRequest<Outcome<RegisteredApp?>>, IWrite;

/// <inheritdoc cref="StoreTokens"/>
internal sealed class StoreTokensHandler(IConcurApps apps, IEvents events, TokenSettings settings, TimeProvider clock)
    : IRequestHandler<StoreTokens, Outcome<RegisteredApp?>>
{
    public async Task<Outcome<RegisteredApp?>> Handle(StoreTokens request, CancellationToken cancellationToken)
    {
        var app = await apps.Find(request.DirectConnectId, cancellationToken);
        if (app?.Tokens?.RefreshToken != request.SentRefreshToken)
            return app;
        var now = clock.GetUtcNow();
        var after = app.Apply(request.Answer, now, settings);
        apps.Replace(after);
        events.AddStateChange(app, after, Actor.ClockName, now);
        return after;
    }
}
