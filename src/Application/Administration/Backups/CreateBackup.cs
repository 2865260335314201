using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.Backups;

/// <summary>A copy of the database in one file.</summary>
/// <param name="File">The file that the gateway wrote.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record Backup(string File, long Bytes, DateTimeOffset MadeAt);

/// <summary>Who asked for a backup; those of the schedule are deleted when they are too many.</summary>
public enum BackupKind
{
    OnDemand,
    Scheduled,
}

/// <summary>Copies the database while it is in use.</summary>
public interface IBackups
{
    /// <summary>Copies everything that is committed; refused if this database has its own tools, or the disk is full.</summary>
    Task<Outcome<Backup>> Make(BackupKind kind, CancellationToken ct);

    /// <summary>When the newest scheduled backup was made; null if there is none.</summary>
    DateTimeOffset? LastScheduled();

    /// <summary>Deletes the oldest scheduled backups beyond this number.</summary>
    void DeleteOldest(int keep);
}

/// <summary>Backs up the database, with all vendors' reservations.</summary>
public sealed record CreateBackup(Operator By) : IRequest<Outcome<Backup>>;

/// <inheritdoc cref="CreateBackup"/>
public sealed class CreateBackupHandler(IBackups backups) : IRequestHandler<CreateBackup, Outcome<Backup>>
{
    public async Task<Outcome<Backup>> Handle(CreateBackup request, CancellationToken cancellationToken) => request.By.VendorCodes is null
        ? await backups.Make(BackupKind.OnDemand, cancellationToken)
        : Refusal.Forbidden(
            "A backup contains the reservations of all vendors, and this API key is bound to some. Use an unrestricted admin key.");
}
