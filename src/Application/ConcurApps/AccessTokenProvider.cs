using System.Collections.Concurrent;
using GroundTransport.Application.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.ConcurApps;

/// <inheritdoc cref="IAccessTokenProvider"/>
/// <remarks>A singleton: callers on this node that wait for the same app share one task, and nodes share a lease on the app.</remarks>
public sealed class AccessTokenProvider(
    IServiceScopeFactory scopes, IJobLeases leases, TokenSettings settings, TimeProvider clock, ILogger<AccessTokenProvider> log)
    : IAccessTokenProvider
{
    /// <summary>How often a node checks whether the node that renews is done.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, Task<AccessToken>> renewals = new(StringComparer.Ordinal);

    /// <summary>Granted, but not accepted by the database: stored before Concur is asked again.</summary>
    private readonly ConcurrentDictionary<string, (string SentRefreshToken, TokenAnswer Answer)> unsaved = new(StringComparer.Ordinal);

    /// <summary>A call may be repeated at another data centre, hence two timeouts; the rest is for the database.</summary>
    private TimeSpan Lease => 2 * settings.Timeout + TimeSpan.FromSeconds(30);

    public async Task<AccessToken> Get(string directConnectId, string refused, CancellationToken ct)
    {
        var app = await Read(directConnectId, ct);
        if (WithoutRenewal(app, refused) is { } stored)
            return stored;
        var token = await JoinRenewal(directConnectId, refused).WaitAsync(ct);
        // The renewal may have begun before this token was refused, and have resulted in it.
        return token is AccessToken.Available available && available.Value == refused
            ? await JoinRenewal(directConnectId, refused).WaitAsync(ct)
            : token;
    }

    private Task<AccessToken> JoinRenewal(string directConnectId, string refused)
    {
        lock (renewals)
        {
            if (!renewals.TryGetValue(directConnectId, out var renewal))
                renewals[directConnectId] = renewal = Task.Run(() => RunRenewal(directConnectId, refused));
            return renewal;
        }
    }

    private async Task<AccessToken> RunRenewal(string directConnectId, string refused)
    {
        try
        {
            return await Renew(directConnectId, refused);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Failed to renew the access token of direct connect {DirectConnect}", directConnectId);
            return new AccessToken.Unavailable(
                ConcurAppState.Waiting, $"The gateway failed to renew the token ({failure.GetType().Name}). It retries automatically.");
        }
        finally
        {
            lock (renewals)
                renewals.Remove(directConnectId);
        }
    }

    private async Task<AccessToken> Renew(string directConnectId, string refused)
    {
        while (true)
        {
            await using (var lease = await leases.Claim($"concur-app {directConnectId}", Lease, CancellationToken.None))
            {
                // Read under the lease, because another node may just have renewed it.
                var app = await Read(directConnectId, CancellationToken.None);
                if (WithoutRenewal(app, refused) is { } stored)
                    return stored;
                if (lease is not null)
                    return await RefreshAndStore(app!, app!.Tokens!);
            }
            await Task.Delay(PollInterval, clock);
        }
    }

    /// <summary>The result that is known without a call to Concur; null if Concur must be asked.</summary>
    private AccessToken? WithoutRenewal(RegisteredApp? app, string refused)
    {
        if (app is null)
            return new AccessToken.NoApp();
        var now = clock.GetUtcNow();
        if (app.Tokens is { } tokens && tokens.HasAccess(now) && tokens.AccessToken != refused)
            return new AccessToken.Available(tokens.AccessToken, tokens.Geolocation);
        return app.Tokens is null || app.AskAgainAt > now ? new AccessToken.Unavailable(app.State, app.WhatToDo) : null;
    }

    private async Task<AccessToken> RefreshAndStore(RegisteredApp app, ConcurTokens tokens)
    {
        await using var scope = scopes.CreateAsyncScope();
        var answer = unsaved.TryGetValue(app.DirectConnectId, out var kept) && kept.SentRefreshToken == tokens.RefreshToken
            ? kept.Answer
            : await scope.ServiceProvider.GetRequiredService<IConcurTokenClient>()
                .Refresh(app.ForRenewal(), tokens.RefreshToken, CancellationToken.None);
        // Stored before anybody uses it: after a crash the app continues with the tokens that Concur issued last.
        var stored = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new StoreTokens(app.DirectConnectId, tokens.RefreshToken, answer), CancellationToken.None);
        if (stored.IsRefused)
        {
            if (answer is TokenAnswer.Granted)
                unsaved[app.DirectConnectId] = (tokens.RefreshToken, answer);
            return new AccessToken.Unavailable(
                ConcurAppState.Waiting, "The new token couldn't be stored. The gateway retries automatically.");
        }
        unsaved.TryRemove(app.DirectConnectId, out _);
        if (stored.Value is { } after && answer is not TokenAnswer.Granted && after.State != ConcurAppState.Waiting)
        {
            log.LogError("Concur app of direct connect {DirectConnect} is {State}: {WhatToDo} Concur's correlation id: {CorrelationId}",
                after.DirectConnectId, after.State, after.WhatToDo, after.CorrelationId);
        }
        if (stored.Value?.Tokens is { } current && answer is TokenAnswer.Granted granted && current.AccessToken == granted.AccessToken)
            return new AccessToken.Available(granted.AccessToken, granted.Geolocation);
        return WithoutRenewal(stored.Value, tokens.AccessToken)
            ?? new AccessToken.Unavailable(ConcurAppState.Waiting, "The app was changed meanwhile. The gateway retries automatically.");
    }

    private async Task<RegisteredApp?> Read(string directConnectId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IConcurApps>().Find(directConnectId, ct);
    }
}
