using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>
/// Deletes in small batches what nobody needs any more: exchanges beyond their days, request keys that expired, PostBacks
/// that were delivered or gave way a month ago. Gives how many.
/// </summary>
public sealed record PurgeExpired : IRequest<Outcome<int>>;

/// <summary>The rows that have outlived their use, in the database.</summary>
public interface IExpiredRows
{
    /// <summary>Deletes at most so many of each kind of row. Returns how many.</summary>
    Task<int> Delete(DateTimeOffset exchangesBefore, DateTimeOffset deliveredBefore, DateTimeOffset now, int atMost, CancellationToken ct);
}

/// <inheritdoc cref="PurgeExpired"/>
public sealed class PurgeExpiredHandler(IExpiredRows expired, WireLogSettings settings, TimeProvider clock) : IRequestHandler<PurgeExpired, Outcome<int>>
{
    /// <summary>So few that no write of a booking waits for it.</summary>
    private const int Batch = 500;

    private static readonly TimeSpan DeliveredFor = TimeSpan.FromDays(30);

    public async Task<Outcome<int>> Handle(PurgeExpired request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deleted = 0;
        int batch;
        do
        {
            batch = await expired.Delete(now.AddDays(-settings.KeepDays), now - DeliveredFor, now, Batch, cancellationToken);
            deleted += batch;
        }
        while (batch > 0);
        return deleted;
    }
}
