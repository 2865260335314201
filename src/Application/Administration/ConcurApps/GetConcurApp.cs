using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>Reads a direct connect's app, with its state and what to do.</summary>
public sealed record GetConcurApp(Operator By, string Id) : IRequest<Outcome<RegisteredApp>>;

/// <inheritdoc cref="GetConcurApp"/>
public sealed class GetConcurAppHandler(IConcurApps apps, IDirectConnects connects) : IRequestHandler<GetConcurApp, Outcome<RegisteredApp>>
{
    public Task<Outcome<RegisteredApp>> Handle(GetConcurApp request, CancellationToken cancellationToken) =>
        apps.FindOf(connects, request.By, request.Id, null, cancellationToken);
}

/// <summary>An app is visible to whoever may see its direct connect.</summary>
internal static class ConcurAppVisibility
{
    /// <summary>The app in the version that the caller has read.</summary>
    /// <param name="ifVersion">Null for any.</param>
    public static async Task<Outcome<RegisteredApp>> FindOf(
        this IConcurApps apps, IDirectConnects connects, Operator by, string id, int? ifVersion, CancellationToken ct)
    {
        if (await connects.FindOf(by, id, null, ct) is var connect && connect.IsRefused)
            return connect.Refusal;
        if (await apps.Find(id, ct) is not { } app)
            return Refusal.Unknown("concur-app of this direct connect");
        return ifVersion is { } seen && seen != app.Version ? Refusal.Stale("concur-app", seen, app.Version) : app;
    }
}
