using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>Deletes a direct connect that never sold anything: each reservation needs the one that sold it.</summary>
public sealed record DeleteDirectConnect(Operator By, string Id, int? IfVersion)
    : IRequest<Outcome<DirectConnect>>, IWrite, IAudited<Outcome<DirectConnect>>
{
    public AuditedChange Describe(Outcome<DirectConnect> response) => response.Value.Audited(AuditAction.Deleted);
}

/// <inheritdoc cref="DeleteDirectConnect"/>
public sealed class DeleteDirectConnectHandler(IDirectConnects connects, IConcurApps apps)
    : IRequestHandler<DeleteDirectConnect, Outcome<DirectConnect>>
{
    public async Task<Outcome<DirectConnect>> Handle(DeleteDirectConnect request, CancellationToken cancellationToken)
    {
        if (await connects.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        if (await connects.HasSold(request.Id, cancellationToken))
        {
            return Refusal.Conflict(
                "id",
                "Reservations were sold through this direct connect, and Concur reads them through it. "
                + "To shut it down, rotate its credentials and give the new ones to nobody.");
        }
        if (await apps.Find(request.Id, cancellationToken) is not null)
            return Refusal.Conflict("id", "This direct connect has a concur-app. Delete that first: this also revokes it at Concur.");
        connects.Remove(found.Value);
        return found.Value;
    }
}
