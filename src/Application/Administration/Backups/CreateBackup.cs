using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.Backups;

/// <summary>A copy of the database in one file.</summary>
/// <param name="File">Where the gateway wrote it.</param>
public sealed record Backup(string File, long Bytes, DateTimeOffset MadeAt);

/// <summary>Copies the database while it is in use.</summary>
public interface IBackups
{
    /// <summary>A copy of all that is committed by now; a refusal where this database has tools of its own, or there is no room.</summary>
    Task<Outcome<Backup>> Make(CancellationToken ct);
}

/// <summary>Backs the database up, all vendors' reservations with it.</summary>
public sealed record CreateBackup(Operator By) : IRequest<Outcome<Backup>>;

/// <inheritdoc cref="CreateBackup"/>
public sealed class CreateBackupHandler(IBackups backups) : IRequestHandler<CreateBackup, Outcome<Backup>>
{
    public async Task<Outcome<Backup>> Handle(CreateBackup request, CancellationToken cancellationToken) => request.By.VendorCodes is null
        ? await backups.Make(cancellationToken)
        : Refusal.Forbidden("A backup holds the reservations of all vendors: this key sees only some.");
}
