using FluentValidation;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>Enters a direct connect's app, or corrects it; where it has a refresh token, Concur is asked at once whether that is good.</summary>
/// <param name="IfVersion">The version that the caller has seen; null where it insists.</param>
public sealed record PutConcurApp(Operator By, string Id, ConcurAppInput App, int? IfVersion) : IRequest<Outcome<RegisteredApp>>;

/// <inheritdoc cref="ConcurAppInputValidator"/>
public sealed class PutConcurAppValidator : AbstractValidator<PutConcurApp>
{
    public PutConcurAppValidator(TokenSettings settings) =>
        RuleFor(put => put.App).SetValidator(new ConcurAppInputValidator(settings)).OverridePropertyName("");
}

/// <inheritdoc cref="PutConcurApp"/>
public sealed class PutConcurAppHandler(IMediator mediator, IAccessTokenProvider tokens) : IRequestHandler<PutConcurApp, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(PutConcurApp request, CancellationToken cancellationToken)
    {
        var entered = await mediator.Send(new StoreConcurApp(request), cancellationToken);
        if (entered.IsRefused || entered.Value.Tokens is null)
            return entered;
        // Its present access token proves nothing of what was entered.
        await tokens.Get(request.Id, refused: entered.Value.Tokens.AccessToken, cancellationToken);
        return await mediator.Send(new GetConcurApp(request.By, request.Id), cancellationToken);
    }
}

/// <summary>The part that writes: no transaction is open while Concur is asked.</summary>
internal sealed record StoreConcurApp(PutConcurApp Put) : IRequest<Outcome<RegisteredApp>>, IWrite;

/// <inheritdoc cref="StoreConcurApp"/>
internal sealed class StoreConcurAppHandler(IConcurApps apps, IDirectConnects connects, TokenSettings settings, TimeProvider clock)
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
            return Refusal.Conflict("clientId", "This direct connect is connected by another app. Delete that one first: it is then revoked at Concur too.");
        if ((input.ClientSecret ?? (sameClient ? before!.ClientSecret : "")) is not { Length: > 0 } secret)
            return Refusal.Request("clientSecret", "The secret that SAP Concur issued for this client id.");

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
            WhatToDo = tokens is null ? "Have the customer connect from the App Center, or authorize with a request token." : "The gateway asks Concur whether the app's refresh token is good.",
            RenewedAt = tokens is not null && tokens.RefreshToken == before?.Tokens?.RefreshToken ? before.RenewedAt : null,
            Version = (before?.Version ?? 0) + 1,
        };
        if (before is null)
            apps.Add(after);
        else
            apps.Replace(after);
        return after;
    }

    /// <summary>An access token that was had stays good while Concur can't be asked for the next.</summary>
    private ConcurTokens? TokensOf(ConcurAppInput input, ConcurTokens? kept, Uri geolocation, bool sameGeolocation)
    {
        if (input.RefreshToken is { } given && given != kept?.RefreshToken)
            return new ConcurTokens(geolocation, given, clock.GetUtcNow().AddMonths(6), "", clock.GetUtcNow());
        return kept is null ? null : kept with { Geolocation = sameGeolocation ? kept.Geolocation : geolocation };
    }
}
