using FluentValidation;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>What an app is authorized with: a request token and whose it is, or a pending connection that holds both.</summary>
/// <param name="Principal">The company's id, which came with the request token as <c>id</c>.</param>
/// <param name="UserId">The user's id, where the request token is a user's.</param>
public sealed record AuthorizationInput(string? Principal, string? UserId, string? RequestToken, string? PendingConnection)
{
    // The default of a record prints every property, secrets included.
    public override string ToString() => "Authorization of a Concur app";
}

/// <summary>Exchanges a request token for an app's first tokens, or for new ones.</summary>
/// <param name="IfVersion">The version of the app that the caller has seen; null where it insists.</param>
public sealed record AuthorizeConcurApp(Operator By, string Id, AuthorizationInput With, int? IfVersion) : IRequest<Outcome<RegisteredApp>>;

/// <summary>One way or the other, never both.</summary>
public sealed class AuthorizeConcurAppValidator : AbstractValidator<AuthorizeConcurApp>
{
    public AuthorizeConcurAppValidator()
    {
        When(authorize => authorize.With.PendingConnection is null, () =>
        {
            RuleFor(authorize => authorize.With).Must(with => ConcurWords.Fits(with.Principal ?? with.UserId, ConcurWords.LongestId) && (with.Principal is null || with.UserId is null))
                .OverridePropertyName("principal").WithMessage("The id of the company (or in userId that of the user) that came with the request token; or instead of both, pendingConnection.");
            RuleFor(authorize => authorize.With.RequestToken).Must(token => ConcurWords.Fits(token, ConcurWords.LongestToken))
                .OverridePropertyName("requestToken").WithMessage($"1 to {ConcurWords.LongestToken} visible ASCII characters; good for 12 hours.");
        }).Otherwise(() =>
        {
            RuleFor(authorize => authorize.With).Must(with => with is { Principal: null, UserId: null, RequestToken: null })
                .OverridePropertyName("pendingConnection").WithMessage("A pending connection holds id and request token: send nothing else.");
            RuleFor(authorize => authorize.With.PendingConnection).Must(id => ConcurWords.Fits(id, ConcurWords.LongestId))
                .OverridePropertyName("pendingConnection").WithMessage("The id of one of GET /api/v1/concur-connections.");
        });
    }
}

/// <inheritdoc cref="AuthorizeConcurApp"/>
public sealed class AuthorizeConcurAppHandler(
    IConcurApps apps, IDirectConnects connects, IPendingConnections pending, IConcurTokens concur, IdempotencyKeys idempotency, IMediator mediator, TimeProvider clock)
    : IRequestHandler<AuthorizeConcurApp, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(AuthorizeConcurApp request, CancellationToken cancellationToken)
    {
        if (await idempotency.Find(request.By, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (await apps.FindOf(connects, request.By, request.Id, first.Value is null ? request.IfVersion : null, cancellationToken) is var found && (found.IsRefused || first.Value is not null))
            return found;
        if (!found.Value.IsReadable)
            return Refusal.Conflict("", found.Value.WhatToDo);
        if (await Credentials(request, cancellationToken) is var credentials && credentials.IsRefused)
            return credentials.Refusal;
        var (principal, requestToken) = credentials.Value;
        // Seen through to its end: what it gives exists once.
        var answer = await concur.Exchange(found.Value.ToAuthorize(), principal, requestToken, CancellationToken.None);
        var entered = await mediator.Send(new StoreAuthorization(request, found.Value.ClientId, answer), CancellationToken.None);
        return answer is TokenAnswer.Granted || entered.IsRefused
            ? entered
            : new Refusal(RefusalKind.Concur, "", $"{WhatToDo(answer)} ({answer}; Concur's correlation id {answer.CorrelationId})");
    }

    /// <summary>A request token isn't the gateway's to try again with: it is the operator who does.</summary>
    internal static string WhatToDo(TokenAnswer answer) => answer.State == ConcurAppState.Waiting
        ? "Concur gave no token, and refused none. Authorize again in a few minutes: the request token stays good for its 12 hours."
        : answer.WhatToDo;

    /// <summary>A key that is bound to vendors sees no pending connection: none says whose it is.</summary>
    private async Task<Outcome<(string Principal, string RequestToken)>> Credentials(AuthorizeConcurApp request, CancellationToken ct)
    {
        if (request.With.PendingConnection is not { } id)
            return (request.With.Principal ?? request.With.UserId!, request.With.RequestToken!);
        return request.By.VendorCodes is null && await pending.Find(id, ct) is { IsReadable: true } connection && connection.ExpiresAt > clock.GetUtcNow()
            ? (connection.Principal, connection.RequestToken)
            : Refusal.Request("pendingConnection", "There is no such pending connection, or its 12 hours are over. Have the customer connect again from the App Center.");
    }
}

/// <summary>The part that writes: no transaction is open while Concur is asked.</summary>
internal sealed record StoreAuthorization(AuthorizeConcurApp Authorize, string ClientId, TokenAnswer Answer) : IRequest<Outcome<RegisteredApp>>, IWrite;

/// <inheritdoc cref="StoreAuthorization"/>
internal sealed class StoreAuthorizationHandler(IConcurApps apps, IPendingConnections pending, IdempotencyKeys idempotency, TokenSettings settings, TimeProvider clock)
    : IRequestHandler<StoreAuthorization, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(StoreAuthorization request, CancellationToken cancellationToken)
    {
        var (by, id, with, _) = request.Authorize;
        var granted = request.Answer is TokenAnswer.Granted;
        // Of two equal calls at the same instant both were granted tokens; the later ones are kept.
        if (granted && await idempotency.Claim(by, id, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (await apps.Find(id, cancellationToken) is not { } app || app.ClientId != request.ClientId)
            return Refusal.Conflict("", "The app was changed or deleted while Concur was asked. Authorize again.");
        // What an app has stays good when a new authorization fails.
        if (!granted && app.Tokens is not null)
            return app;
        var after = app.After(request.Answer, clock.GetUtcNow(), settings);
        if (after.State == ConcurAppState.Waiting)
            after = after with { State = ConcurAppState.NeedsAuthorization, WhatToDo = AuthorizeConcurAppHandler.WhatToDo(request.Answer) };
        apps.Replace(after);
        if (granted && with.PendingConnection is { } assigned)
            await pending.Remove(assigned, cancellationToken);
        return after;
    }
}
