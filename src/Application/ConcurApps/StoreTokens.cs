using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.ConcurApps;

/// <summary>Enters what came of a renewal; gives the app as it then stands, null where it is gone.</summary>
/// <param name="Sent">The refresh token that was sent: where the app has another by now, the answer is about the past.</param>
internal sealed record StoreTokens(string DirectConnectId, string Sent, TokenAnswer Answer) : IRequest<Outcome<RegisteredApp?>>, IWrite;

/// <inheritdoc cref="StoreTokens"/>
internal sealed class StoreTokensHandler(IConcurApps apps, TokenSettings settings, TimeProvider clock) : IRequestHandler<StoreTokens, Outcome<RegisteredApp?>>
{
    public async Task<Outcome<RegisteredApp?>> Handle(StoreTokens request, CancellationToken cancellationToken)
    {
        var app = await apps.Find(request.DirectConnectId, cancellationToken);
        if (app?.Tokens?.RefreshToken != request.Sent)
            return app;
        var after = app.After(request.Answer, clock.GetUtcNow(), settings);
        apps.Replace(after);
        return after;
    }
}
