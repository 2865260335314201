using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>
/// Tests what can be known of a direct connect without Concur's call: whether there is something to sell, and whether Concur gives its
/// app a token for PostBacks.
/// </summary>
public sealed record TestDirectConnect(Operator By, string Id) : IRequest<Outcome<IReadOnlyList<ConnectionCheck>>>;

/// <summary>One thing that was tested, and what was found.</summary>
public sealed record ConnectionCheck(bool Passes, string Text);

/// <inheritdoc cref="TestDirectConnect"/>
public sealed class TestDirectConnectHandler(IDirectConnects connects, ICatalog catalog, IAccessTokenProvider tokens)
    : IRequestHandler<TestDirectConnect, Outcome<IReadOnlyList<ConnectionCheck>>>
{
    public async Task<Outcome<IReadOnlyList<ConnectionCheck>>> Handle(TestDirectConnect request, CancellationToken cancellationToken)
    {
        if (await connects.FindOf(request.By, request.Id, null, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var connect = found.Value;
        return Outcome<IReadOnlyList<ConnectionCheck>>.Of(
            [.. connect.VendorCodes.Select(Sells), await CanSendPostBacks(connect, cancellationToken)]);
    }

    private ConnectionCheck Sells(string code) => catalog.Current.Vendors.GetValueOrDefault(code)?.Rides is { } rides
        ? new ConnectionCheck(true, $"{code} sells by version {rides.Plan.Version} of its rate plan.")
        : new ConnectionCheck(false, $"{code} has no rate plan in force, so it sells nothing.");

    private async Task<ConnectionCheck> CanSendPostBacks(DirectConnect connect, CancellationToken ct)
    {
        if (!connect.PostBackEnabled)
            return new ConnectionCheck(true, "PostBacks are switched off: Concur learns of a decision when it reads the reservation.");
        return await tokens.Get(connect.Id, refused: "", ct) switch
        {
            AccessToken.Available => new ConnectionCheck(true, "Concur gives its app a token for PostBacks."),
            AccessToken.Unavailable unavailable => new ConnectionCheck(false, $"No token for PostBacks. {unavailable.WhatToDo}"),
            _ => new ConnectionCheck(true, "It has no app: PostBacks use the gateway's own setting."),
        };
    }
}
