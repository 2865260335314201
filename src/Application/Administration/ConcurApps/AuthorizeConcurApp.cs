using FluentValidation;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>What an app is authorized with: a request token and its owner's id, or a pending connection that contains both.</summary>
/// <param name="Principal">The company's id, which came with the request token as <c>id</c>.</param>
/// <param name="UserId">The user's id, if the request token is a user's.</param>
/// <param name="RequestToken">The request token; it is valid for 12 hours.</param>
/// <param name="PendingConnection">The id of a pending connection, instead of all others.</param>
public sealed record AuthorizationInput(
    [property: Verbatim] string? Principal, [property: Verbatim] string? UserId, [property: Verbatim] string? RequestToken,
    [property: Verbatim] string? PendingConnection)
{
    // A record's default prints every property, including secrets.
    public override string ToString() => "Authorization of a Concur app";
}

/// <summary>Exchanges a request token for an app's first tokens, or for new ones.</summary>
/// <param name="IfVersion">The version of the app that the caller has read; null for any.</param>
public sealed record AuthorizeConcurApp(Operator By, string Id, AuthorizationInput With, int? IfVersion) : IRequest<Outcome<RegisteredApp>>;

/// <summary>Requires an id with a request token, or a pending connection, and never both.</summary>
public sealed class AuthorizeConcurAppValidator : AbstractValidator<AuthorizeConcurApp>
{
    public AuthorizeConcurAppValidator()
    {
        When(authorize => authorize.With.PendingConnection is null, () =>
        {
            RuleFor(authorize => authorize.With).Must(HasOneId).OverridePropertyName("principal").WithMessage(
                "The company's id that came with the request token (for a user's token, userId instead); or pendingConnection alone.");
            RuleFor(authorize => authorize.With.RequestToken)
                .Must(token => CredentialForm.IsValid(token, CredentialForm.MaxTokenLength))
                .OverridePropertyName("requestToken")
                .WithMessage($"1 to {CredentialForm.MaxTokenLength} visible ASCII characters; valid for 12 hours.");
        }).Otherwise(() =>
        {
            RuleFor(authorize => authorize.With).Must(with => with is { Principal: null, UserId: null, RequestToken: null })
                .OverridePropertyName("pendingConnection")
                .WithMessage("A pending connection contains the id and the request token: send nothing else.");
            RuleFor(authorize => authorize.With.PendingConnection)
                .Must(id => CredentialForm.IsValid(id, CredentialForm.MaxIdLength))
                .OverridePropertyName("pendingConnection")
                .WithMessage("The id of a pending connection: GET /api/v1/concur-connections lists them.");
        });
    }

    private static bool HasOneId(AuthorizationInput with) =>
        CredentialForm.IsValid(with.Principal ?? with.UserId, CredentialForm.MaxIdLength)
        && (with.Principal is null || with.UserId is null);
}

/// <inheritdoc cref="AuthorizeConcurApp"/>
public sealed class AuthorizeConcurAppHandler(
    IConcurApps apps,
    IDirectConnects connects,
    IPendingConnections pending,
    IConcurTokenClient concur,
    IdempotencyKeys idempotency,
    IMediator mediator,
    TimeProvider clock)
    : IRequestHandler<AuthorizeConcurApp, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(AuthorizeConcurApp request, CancellationToken cancellationToken)
    {
        if (await idempotency.Find(request.By, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        var isRepeated = first.Value is not null;
        var found = await apps.FindOf(connects, request.By, request.Id, isRepeated ? null : request.IfVersion, cancellationToken);
        if (found.IsRefused || isRepeated)
            return found;
        if (!found.Value.IsReadable)
            return Refusal.Conflict(Field.None, found.Value.WhatToDo);
        if (await Credentials(request, cancellationToken) is var credentials && credentials.IsRefused)
            return credentials.Refusal;
        var (principal, requestToken) = credentials.Value;
        // Not cancelled: the tokens that it gives exist only once.
        var answer = await concur.Exchange(found.Value.ForAuthorization(), principal, requestToken, CancellationToken.None);
        var stored = await mediator.Send(new StoreAuthorization(request, found.Value.ClientId, answer), CancellationToken.None);
        return answer is TokenAnswer.Granted || stored.IsRefused
            ? stored
            : new Refusal(RefusalKind.Concur, Field.None, $"{WhatToDo(answer)} ({answer}; Concur's correlation id {answer.CorrelationId})");
    }

    /// <summary>The gateway doesn't store the request token, so it can't retry by itself: the operator does.</summary>
    internal static string WhatToDo(TokenAnswer answer) => answer.State == ConcurAppState.Waiting
        ? "Concur neither granted nor refused a token. Authorize again in a few minutes: the request token is valid for its 12 hours."
        : answer.WhatToDo;

    /// <summary>A key that is bound to vendors sees no pending connection, because it isn't known which vendor's it is.</summary>
    private async Task<Outcome<(string Principal, string RequestToken)>> Credentials(AuthorizeConcurApp request, CancellationToken ct)
    {
        if (request.With.PendingConnection is not { } id)
            return (request.With.Principal ?? request.With.UserId!, request.With.RequestToken!);
        if (request.By.VendorCodes is null && await pending.Find(id, ct) is { IsReadable: true } connection
            && connection.ExpiresAt > clock.GetUtcNow())
            return (connection.Principal, connection.RequestToken);
        return Refusal.Request(
            "pendingConnection",
            "There is no such pending connection, or its 12 hours are over. Have the customer connect again from the App Center.");
    }
}

/// <summary>The writing part, separate so that no transaction is open during the call to Concur.</summary>
internal sealed record StoreAuthorization(AuthorizeConcurApp Authorize, string ClientId, TokenAnswer Answer)
    : IRequest<Outcome<RegisteredApp>>, IWrite, IAudited<Outcome<RegisteredApp>>
{
    public Operator By => Authorize.By;

    public AuditedChange Describe(Outcome<RegisteredApp> response) => new(
        AuditAction.Authorized, AuditSubject.ConcurApp, Authorize.Id, response.Value.ClientId, null,
        Answer is TokenAnswer.Granted ? "" : "refused");
}

/// <inheritdoc cref="StoreAuthorization"/>
internal sealed class StoreAuthorizationHandler(
    IConcurApps apps,
    IPendingConnections pending,
    IEvents events,
    IdempotencyKeys idempotency,
    TokenSettings settings,
    TimeProvider clock)
    : IRequestHandler<StoreAuthorization, Outcome<RegisteredApp>>
{
    public async Task<Outcome<RegisteredApp>> Handle(StoreAuthorization request, CancellationToken cancellationToken)
    {
        var (by, id, with, _) = request.Authorize;
        var granted = request.Answer is TokenAnswer.Granted;
        // Two identical concurrent calls are both granted tokens; those stored last are kept.
        if (granted && await idempotency.Claim(by, id, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (await apps.Find(id, cancellationToken) is not { } app || app.ClientId != request.ClientId)
            return Refusal.Conflict(Field.None, "The app was changed or deleted during the call to Concur. Authorize again.");
        // A failed authorization leaves the tokens that the app has valid.
        if (!granted && app.Tokens is not null)
            return app;
        var now = clock.GetUtcNow();
        var after = app.Apply(request.Answer, now, settings);
        if (after.State == ConcurAppState.Waiting)
            after = after with { State = ConcurAppState.NeedsAuthorization, WhatToDo = AuthorizeConcurAppHandler.WhatToDo(request.Answer) };
        apps.Replace(after);
        events.AddStateChange(app, after, Actor.Of(by).Name, now);
        if (granted && with.PendingConnection is { } assigned)
            await pending.Remove(assigned, cancellationToken);
        return after;
    }
}
