using System.Collections.Concurrent;
using GroundTransport.Application.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.ConcurApps;

/// <inheritdoc cref="IAccessTokenProvider"/>
/// <remarks>A singleton: who waits for the same app on this node shares one task, and nodes share a lease on the app.</remarks>
public sealed class AccessTokenProvider(IServiceScopeFactory scopes, IJobLeases leases, TokenSettings settings, TimeProvider clock, ILogger<AccessTokenProvider> log) : IAccessTokenProvider
{
    /// <summary>How often a node looks whether the one that renews is done.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, Task<AccessToken>> underWay = new(StringComparer.Ordinal);

    /// <summary>Granted, but the database wouldn't take it: entered before Concur is asked anything more.</summary>
    private readonly ConcurrentDictionary<string, (string Sent, TokenAnswer Answer)> unsaved = new(StringComparer.Ordinal);

    /// <summary>A call may be sent on to another data centre, so two timeouts; the rest is for the database.</summary>
    private TimeSpan Lease => 2 * settings.Timeout + TimeSpan.FromSeconds(30);

    public async Task<AccessToken> Get(string directConnectId, string refused, CancellationToken ct)
    {
        var app = await Read(directConnectId, ct);
        if (Settled(app, refused) is { } settled)
            return settled;
        var token = await Join(directConnectId, refused).WaitAsync(ct);
        // What was under way may have begun before this token was refused, and have ended with it.
        return token is AccessToken.Given given && given.Value == refused ? await Join(directConnectId, refused).WaitAsync(ct) : token;
    }

    private Task<AccessToken> Join(string directConnectId, string refused)
    {
        lock (underWay)
        {
            if (!underWay.TryGetValue(directConnectId, out var renewal))
                underWay[directConnectId] = renewal = Task.Run(() => RenewAndLeave(directConnectId, refused));
            return renewal;
        }
    }

    private async Task<AccessToken> RenewAndLeave(string directConnectId, string refused)
    {
        try
        {
            return await Renew(directConnectId, refused);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The token of direct connect {DirectConnect} wasn't renewed", directConnectId);
            return new AccessToken.Missing(ConcurAppState.Waiting, $"The gateway couldn't renew the token ({failure.GetType().Name}). It tries again by itself.");
        }
        finally
        {
            lock (underWay)
                underWay.Remove(directConnectId);
        }
    }

    private async Task<AccessToken> Renew(string directConnectId, string refused)
    {
        while (true)
        {
            await using (var lease = await leases.Claim($"concur-app {directConnectId}", Lease, CancellationToken.None))
            {
                // Read under the lease: another node may have renewed it just now.
                var app = await Read(directConnectId, CancellationToken.None);
                if (Settled(app, refused) is { } settled)
                    return settled;
                if (lease is not null)
                    return await Ask(app!, app!.Tokens!);
            }
            await Task.Delay(LookAgain, clock);
        }
    }

    /// <summary>What is known without asking Concur; null where it must be asked.</summary>
    private AccessToken? Settled(RegisteredApp? app, string refused)
    {
        if (app is null)
            return new AccessToken.NoApp();
        var now = clock.GetUtcNow();
        if (app.Tokens is { } tokens && tokens.HasAccess(now) && tokens.AccessToken != refused)
            return new AccessToken.Given(tokens.AccessToken);
        return app.Tokens is null || app.AskAgainAt > now ? new AccessToken.Missing(app.State, app.WhatToDo) : null;
    }

    private async Task<AccessToken> Ask(RegisteredApp app, ConcurTokens tokens)
    {
        await using var scope = scopes.CreateAsyncScope();
        var answer = unsaved.TryGetValue(app.DirectConnectId, out var held) && held.Sent == tokens.RefreshToken
            ? held.Answer
            : await scope.ServiceProvider.GetRequiredService<IConcurTokens>().Refresh(app.ToRenew(), tokens.RefreshToken, CancellationToken.None);
        // In the database before anybody uses it: after a crash the app goes on with the tokens that Concur knows.
        var entered = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new StoreTokens(app.DirectConnectId, tokens.RefreshToken, answer), CancellationToken.None);
        if (entered.IsRefused)
        {
            if (answer is TokenAnswer.Granted)
                unsaved[app.DirectConnectId] = (tokens.RefreshToken, answer);
            return new AccessToken.Missing(ConcurAppState.Waiting, "The new token couldn't be stored. The gateway tries again by itself.");
        }
        unsaved.TryRemove(app.DirectConnectId, out _);
        if (entered.Value is { } now && answer is not TokenAnswer.Granted && now.State != ConcurAppState.Waiting)
            log.LogError("The app of direct connect {DirectConnect} is {State}: {WhatToDo} Concur's correlation id {CorrelationId}", now.DirectConnectId, now.State, now.WhatToDo, now.CorrelationId);
        return entered.Value?.Tokens is { } stored && answer is TokenAnswer.Granted granted && stored.AccessToken == granted.AccessToken
            ? new AccessToken.Given(granted.AccessToken)
            : Settled(entered.Value, tokens.AccessToken) ?? new AccessToken.Missing(ConcurAppState.Waiting, "The app was changed meanwhile. The gateway tries again by itself.");
    }

    private async Task<RegisteredApp?> Read(string directConnectId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IConcurApps>().Find(directConnectId, ct);
    }
}
