using FluentValidation;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>
/// Stores a direct connect's app, or corrects it. If it has a refresh token, Concur is asked at once whether that is valid.
/// </summary>
/// <param name="IfVersion">The version that the caller has read; null for any.</param>
public sealed record PutConcurApp(Operator By, string Id, ConcurAppInput App, int? IfVersion) : IRequest<Outcome<RegisteredApp>>;

/// <inheritdoc cref="ConcurAppInputValidator"/>
public sealed class PutConcurAppValidator : AbstractValidator<PutConcurApp>
{
    public PutConcurAppValidator(TokenSettings settings) =>
        RuleFor(put => put.App).SetValidator(new ConcurAppInputValidator(settings)).OverridePropertyName("");
}

/// <inheritdoc cref="PutConcurApp"/>
public sealed class PutConcurAppHandler(IMediator mediator, IAccessTokenProvider tokens)
    : IRequestHandler<PutConcurApp, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(PutConcurApp request, CancellationToken cancellationToken)
    {
        var stored = await mediator.Send(new StoreConcurApp(request), cancellationToken);
        if (stored.IsRefused || stored.Value.Tokens is null)
            return stored;
        // Its current access token proves nothing about what was just stored, so another is requested.
        await tokens.Get(request.Id, refused: stored.Value.Tokens.AccessToken, cancellationToken);
        return await mediator.Send(new GetConcurApp(request.By, request.Id), cancellationToken);
    }
}

/// <summary>The writing part, separate so that no transaction is open during the call to Concur.</summary>
internal sealed record StoreConcurApp(PutConcurApp Put)
    : IRequest<Outcome<RegisteredApp>>, IWrite, IAudited<Outcome<RegisteredApp>>
{
    public Operator By => Put.By;

    public AuditedChange Describe(Outcome<RegisteredApp> response) => new(
        response.Value.Version == 1 ? AuditAction.Created : AuditAction.Changed,
        AuditSubject.ConcurApp, Put.Id, response.Value.ClientId, null);
}

/// <inheritdoc cref="StoreConcurApp"/>
internal sealed class StoreConcurAppHandler(
    IConcurApps apps, IDirectConnects connects, IEvents events, TokenSettings settings, TimeProvider clock)
    : IRequestHandler<StoreConcurApp, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(StoreConcurApp request, CancellationToken cancellationToken)
    {
        var (by, id, input, ifVersion) = request.Put;
        if (await connects.FindOf(by, id, null, cancellationToken) is var connect && connect.IsRefused)
            return connect.Refusal;
        var before = await apps.Find(id, cancellationToken);
        if (ifVersion is { } seen && seen != (before?.Version ?? 0))
            return Refusal.Stale("concur-app", seen, before?.Version ?? 0);
        var sameClient = before?.ClientId == input.ClientId;
        if (before is { Tokens: not null, RenewedAt: not null, State: not ConcurAppState.NeedsAuthorization } && !sameClient)
        {
            return Refusal.Conflict(
                "clientId", "This direct connect is connected by another app. Delete that one first: this also revokes it at Concur.");
        }
        if ((input.ClientSecret ?? (sameClient ? before!.ClientSecret : "")) is not { Length: > 0 } secret)
            return Refusal.Request("clientSecret", "The secret that SAP Concur issued for this client id is needed.");

        var geolocation = settings.Geolocations.Base(input.Geolocation!)!;
        var tokens = TokensOf(input, sameClient ? before!.Tokens : null, geolocation, geolocation == before?.Geolocation);
        var after = new RegisteredApp
        {
            DirectConnectId = id,
            ClientId = input.ClientId!,
            ClientSecret = secret,
            Geolocation = geolocation,
            Tokens = tokens,
            State = tokens is null ? ConcurAppState.NeedsAuthorization : ConcurAppState.Waiting,
            WhatToDo = tokens is null
                ? "Have the customer connect from the App Center, or authorize with a request token."
                : "The gateway asks Concur whether the app's refresh token is valid.",
            RenewedAt = tokens is not null && tokens.RefreshToken == before?.Tokens?.RefreshToken ? before.RenewedAt : null,
            Version = (before?.Version ?? 0) + 1,
        };
        if (before is null)
            apps.Add(after);
        else
            apps.Replace(after);
        events.AddStateChange(before, after, Actor.Of(by).Name, clock.GetUtcNow());
        return after;
    }

    /// <summary>Keeps an access token that the app has: it stays valid while Concur can't be asked for the next.</summary>
    private ConcurTokens? TokensOf(ConcurAppInput input, ConcurTokens? kept, Uri geolocation, bool sameGeolocation)
    {
        if (input.RefreshToken is { } sent && sent != kept?.RefreshToken)
            return new ConcurTokens(geolocation, sent, clock.GetUtcNow().AddMonths(6), "", clock.GetUtcNow());
        return kept is null ? null : kept with { Geolocation = sameGeolocation ? kept.Geolocation : geolocation };
    }
}
