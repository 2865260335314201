using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>Revokes a direct connect's app at Concur, then forgets it.</summary>
/// <param name="Force">Forget it even where Concur can't be told.</param>
public sealed record DeleteConcurApp(Operator By, string Id, int? IfVersion, bool Force) : IRequest<Outcome<bool>>;

/// <inheritdoc cref="DeleteConcurApp"/>
public sealed class DeleteConcurAppHandler(IConcurApps apps, IDirectConnects connects, IAccessTokenProvider tokens, IConcurTokens concur, IMediator mediator)
    : IRequestHandler<DeleteConcurApp, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(DeleteConcurApp request, CancellationToken cancellationToken)
    {
        if (await apps.FindOf(connects, request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var (whyNot, version) = await Revoke(found.Value, cancellationToken);
        return whyNot is null || request.Force
            ? await mediator.Send(new DeleteStoredConcurApp(request.Id, request.Force ? null : version), CancellationToken.None)
            : new Refusal(RefusalKind.Concur, "", $"Nothing was deleted, because Concur wasn't told. {whyNot} With ?force=true it is deleted here all the same.");
    }

    /// <summary>Why it isn't revoked, null where Concur has nothing of it any more; and the version that this is about.</summary>
    private async Task<(string? WhyNot, int Version)> Revoke(RegisteredApp app, CancellationToken ct)
    {
        if (!app.IsReadable)
            return (app.WhatToDo, app.Version);
        var refused = "";
        while (app.Tokens is not null)
        {
            var token = await tokens.Get(app.DirectConnectId, refused, ct);
            // As it is now: a renewal may have moved it to another data centre.
            if (await apps.Find(app.DirectConnectId, ct) is not { Tokens: { } present } now)
                break;
            app = now;
            if (token is AccessToken.Missing missing)
                return (missing.State == ConcurAppState.NeedsAuthorization ? null : missing.WhatToDo, app.Version);
            var answer = await concur.Revoke(app.ToRenew(), present.AccessToken, ct);
            if (answer is RevokeAnswer.Revoked)
                break;
            // It may have ended early: with a fresh one once more.
            if (answer is not RevokeAnswer.TokenEnded || refused.Length > 0)
                return ($"{answer.WhatToDo} (Concur's correlation id {answer.CorrelationId})", app.Version);
            refused = present.AccessToken;
        }
        return (null, app.Version);
    }
}

/// <summary>The part that writes: no transaction is open while Concur is asked.</summary>
/// <param name="Version">The one that was revoked: what was authorized since is good at Concur. Null: any.</param>
internal sealed record DeleteStoredConcurApp(string Id, int? Version) : IRequest<Outcome<bool>>, IWrite;

/// <inheritdoc cref="DeleteStoredConcurApp"/>
internal sealed class DeleteStoredConcurAppHandler(IConcurApps apps) : IRequestHandler<DeleteStoredConcurApp, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(DeleteStoredConcurApp request, CancellationToken cancellationToken)
    {
        if (await apps.Find(request.Id, cancellationToken) is not { } app)
            return true;
        if (request.Version is { } revoked && revoked != app.Version)
            return Refusal.Conflict("", "The app got new tokens while Concur was told to revoke the old ones. Delete it again.");
        apps.Remove(app);
        return true;
    }
}
