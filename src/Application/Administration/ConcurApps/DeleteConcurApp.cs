using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>Revokes a direct connect's app at Concur, then deletes it.</summary>
/// <param name="Force">Delete it even if it can't be revoked.</param>
public sealed record DeleteConcurApp(Operator By, string Id, int? IfVersion, bool Force) : IRequest<Outcome<bool>>;

/// <inheritdoc cref="DeleteConcurApp"/>
public sealed class DeleteConcurAppHandler(
    IConcurApps apps, IDirectConnects connects, IAccessTokenProvider tokens, IConcurTokenClient concur, IMediator mediator)
    : IRequestHandler<DeleteConcurApp, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(DeleteConcurApp request, CancellationToken cancellationToken)
    {
        if (await apps.FindOf(connects, request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var (problem, version) = await Revoke(found.Value, cancellationToken);
        return problem is null || request.Force
            ? await mediator.Send(
                new DeleteStoredConcurApp(request.By, found.Value, request.Force ? null : version), CancellationToken.None)
            : new Refusal(
                RefusalKind.Concur, Field.None,
                $"Nothing was deleted, because the app wasn't revoked at Concur. {problem} With ?force=true it is deleted here anyway.");
    }

    /// <summary>Why it wasn't revoked, null if there is nothing left to revoke; and the version that this applies to.</summary>
    private async Task<(string? Problem, int Version)> Revoke(RegisteredApp app, CancellationToken ct)
    {
        if (!app.IsReadable)
            return (app.WhatToDo, app.Version);
        var refused = "";
        while (app.Tokens is not null)
        {
            var token = await tokens.Get(app.DirectConnectId, refused, ct);
            // Read again: a renewal may have moved the app to another data centre.
            if (await apps.Find(app.DirectConnectId, ct) is not { Tokens: { } current } stored)
                break;
            app = stored;
            if (token is AccessToken.Unavailable unavailable)
                return (unavailable.State == ConcurAppState.NeedsAuthorization ? null : unavailable.WhatToDo, app.Version);
            var answer = await concur.Revoke(app.ForRenewal(), current.AccessToken, ct);
            if (answer is RevokeAnswer.Revoked)
                break;
            // The token may have been revoked early: once more with a new one.
            if (answer is not RevokeAnswer.TokenEnded || refused.Length > 0)
                return ($"{answer.WhatToDo} (Concur's correlation id {answer.CorrelationId})", app.Version);
            refused = current.AccessToken;
        }
        return (null, app.Version);
    }
}

/// <summary>The writing part, separate so that no transaction is open during the call to Concur.</summary>
/// <param name="Version">The version that was revoked: what was authorized since is still valid at Concur. Null for any.</param>
internal sealed record DeleteStoredConcurApp(Operator By, RegisteredApp App, int? Version)
    : IRequest<Outcome<bool>>, IWrite, IAudited<Outcome<bool>>
{
    public AuditedChange Describe(Outcome<bool> response) => new(
        AuditAction.Deleted, AuditSubject.ConcurApp, App.DirectConnectId, App.ClientId, null, Version is null ? "by force" : "");
}

/// <inheritdoc cref="DeleteStoredConcurApp"/>
internal sealed class DeleteStoredConcurAppHandler(IConcurApps apps) : IRequestHandler<DeleteStoredConcurApp, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(DeleteStoredConcurApp request, CancellationToken cancellationToken)
    {
        if (await apps.Find(request.App.DirectConnectId, cancellationToken) is not { } app)
            return true;
        if (request.Version is { } revoked && revoked != app.Version)
            return Refusal.Conflict(Field.None, "The app got new tokens while the old ones were revoked at Concur. Delete it again.");
        apps.Remove(app);
        return true;
    }
}
