using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>Deletes a pending connection that nobody wants.</summary>
public sealed record DeletePendingConnection(Operator By, string Id)
    : IRequest<Outcome<PendingConnection>>, IWrite, IAudited<Outcome<PendingConnection>>
{
    /// <summary>It isn't known which vendor's it is, so that only unrestricted keys see the entry.</summary>
    public AuditedChange Describe(Outcome<PendingConnection> response) =>
        new(AuditAction.Deleted, AuditSubject.PendingConnection, Id, response.Value.Principal, null);
}

/// <inheritdoc cref="DeletePendingConnection"/>
public sealed class DeletePendingConnectionHandler(IPendingConnections pending)
    : IRequestHandler<DeletePendingConnection, Outcome<PendingConnection>>
{
    public async Task<Outcome<PendingConnection>> Handle(DeletePendingConnection request, CancellationToken cancellationToken)
    {
        if (request.By.VendorCodes is not null || await pending.Find(request.Id, cancellationToken) is not { } connection)
            return Refusal.Unknown("pending connection");
        await pending.Remove(request.Id, cancellationToken);
        return connection;
    }
}
