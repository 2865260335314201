using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>Revokes a direct connect's app at Concur, then forgets it.</summary>
/// <param name="Force">Forget it even where Concur can't be told.</param>
public sealed record RemoveConcurApp(Operator By, string Id, int? IfVersion, bool Force) : IRequest<Outcome<bool>>;

/// <inheritdoc cref="RemoveConcurApp"/>
public sealed class RemoveConcurAppHandler(IConcurApps apps, IDirectConnects connects, IAccessTokens tokens, IConcurTokens concur, IMediator mediator)
    : IRequestHandler<RemoveConcurApp, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(RemoveConcurApp request, CancellationToken cancellationToken)
    {
        if (await apps.FindOf(connects, request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        return await WhyNotRevoked(found.Value, cancellationToken) is { } why && !request.Force
            ? new Refusal(RefusalKind.Concur, "", $"Nothing was deleted, because Concur wasn't told. {why} With ?force=true it is deleted here all the same.")
            : await mediator.Send(new EraseConcurApp(request.Id), CancellationToken.None);
    }

    /// <summary>Null where Concur has nothing of it any more: revoked now, or ended before.</summary>
    private async Task<string?> WhyNotRevoked(RegisteredApp app, CancellationToken ct)
    {
        if (app.Tokens is null)
            return null;
        var refused = "";
        while (true)
        {
            var token = await tokens.Get(app.DirectConnectId, refused, ct);
            if (token is not AccessToken.Given given)
                return token is AccessToken.Missing missing && missing.State != ConcurAppState.NeedsAuthorization ? missing.WhatToDo : null;
            var answer = await concur.Revoke(app.ToRenew(), given.Value, ct);
            if (answer is RevokeAnswer.Revoked)
                return null;
            // It may have ended early: with a fresh one once more.
            if (answer is not RevokeAnswer.TokenEnded || refused.Length > 0)
                return $"{answer.WhatToDo} (Concur's correlation id {answer.CorrelationId})";
            refused = given.Value;
        }
    }
}

/// <summary>The part that writes: no transaction is open while Concur is asked.</summary>
internal sealed record EraseConcurApp(string Id) : IRequest<Outcome<bool>>, IWrite;

/// <inheritdoc cref="EraseConcurApp"/>
internal sealed class EraseConcurAppHandler(IConcurApps apps) : IRequestHandler<EraseConcurApp, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(EraseConcurApp request, CancellationToken cancellationToken)
    {
        if (await apps.Find(request.Id, cancellationToken) is { } app)
            apps.Remove(app);
        return true;
    }
}
