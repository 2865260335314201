using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.Backups;

/// <summary>How often the embedded database is backed up by itself, and how many of these backups are kept.</summary>
/// <param name="Every">Null: never.</param>
public sealed record BackupSettings(TimeSpan? Every, int Keep);

/// <summary>Makes a backup if one is due, and deletes the oldest; gives whether one was made.</summary>
public sealed record MakeScheduledBackup : IRequest<Outcome<bool>>;

/// <inheritdoc cref="MakeScheduledBackup"/>
/// <remarks>What is due follows from the files: a restart neither forgets a backup nor makes one too many.</remarks>
public sealed class MakeScheduledBackupHandler(IBackups backups, BackupSettings settings, TimeProvider clock)
    : IRequestHandler<MakeScheduledBackup, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(MakeScheduledBackup request, CancellationToken cancellationToken)
    {
        if (settings.Every is not { } every || (backups.LastScheduled() is { } last && clock.GetUtcNow() - last < every))
            return false;
        var made = await backups.Make(BackupKind.Scheduled, cancellationToken);
        // The old ones stay until a new one has succeeded.
        if (made.Refusal is { } refusal)
            return refusal;
        backups.DeleteOldest(settings.Keep);
        return true;
    }
}
