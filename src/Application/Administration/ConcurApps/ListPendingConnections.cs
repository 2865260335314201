using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>
/// Lists the connections from the App Center that wait to be assigned, oldest first. It isn't known which vendor's they are,
/// so a key that is bound to vendors sees none.
/// </summary>
public sealed record ListPendingConnections(Operator By) : IRequest<Outcome<IReadOnlyList<PendingConnection>>>;

/// <inheritdoc cref="ListPendingConnections"/>
public sealed class ListPendingConnectionsHandler(IPendingConnections pending, TimeProvider clock)
    : IRequestHandler<ListPendingConnections, Outcome<IReadOnlyList<PendingConnection>>>
{
    public async Task<Outcome<IReadOnlyList<PendingConnection>>> Handle(
        ListPendingConnections request, CancellationToken cancellationToken) =>
        Outcome<IReadOnlyList<PendingConnection>>.Of(
            request.By.VendorCodes is null ? await pending.All(clock.GetUtcNow(), cancellationToken) : []);
}
