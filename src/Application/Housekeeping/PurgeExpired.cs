using GroundTransport.Application.Events;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>
/// Deletes expired rows in small batches: exchanges past their retention, expired request keys, PostBacks that were delivered or
/// superseded a month ago, the content and the pictures of receipts that were processed as long ago, Concur users who have got no
/// receipt for a year, and events past their retention. Returns the number of deleted rows.
/// </summary>
public sealed record PurgeExpired : IRequest<Outcome<int>>;

/// <summary>The expired rows in the database.</summary>
public interface IExpiredRows
{
    /// <summary>Deletes at most this many rows of each kind. Returns the number of deleted rows.</summary>
    Task<int> Delete(ExpiryLimits limits, int atMost, CancellationToken ct);

    /// <summary>
    /// Deletes the oldest exchanges until the others' messages have at most this size. Returns the number of deleted rows.
    /// </summary>
    Task<int> DeleteOldestExchanges(long maxSize, int batchSize, CancellationToken ct);
}

/// <summary>From which time on rows are kept.</summary>
/// <param name="Exchanges">Exchanges of the wire log.</param>
/// <param name="Deliveries">What was delivered or superseded.</param>
/// <param name="Events">Events of the feed.</param>
/// <param name="Now">What expires by itself has expired before this time.</param>
public sealed record ExpiryLimits(DateTimeOffset Exchanges, DateTimeOffset Deliveries, DateTimeOffset Events, DateTimeOffset Now);

/// <inheritdoc cref="PurgeExpired"/>
public sealed class PurgeExpiredHandler(IExpiredRows expired, WireLogSettings wireLog, EventSettings events, TimeProvider clock)
    : IRequestHandler<PurgeExpired, Outcome<int>>
{
    /// <summary>Small enough that no booking waits for the delete.</summary>
    private const int BatchSize = 500;

    private const long Megabyte = 1024 * 1024;

    private static readonly TimeSpan PostBackRetention = TimeSpan.FromDays(30);

    public async Task<Outcome<int>> Handle(PurgeExpired request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var limits = new ExpiryLimits(now.AddDays(-wireLog.KeepDays), now - PostBackRetention, now.AddDays(-events.KeepDays), now);
        var deleted = 0;
        int batch;
        do
        {
            batch = await expired.Delete(limits, BatchSize, cancellationToken);
            deleted += batch;
        }
        while (batch > 0);
        return deleted + await expired.DeleteOldestExchanges(wireLog.MaxMegabytes * Megabyte, BatchSize, cancellationToken);
    }
}
