using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Housekeeping;

/// <summary>
/// Deletes expired rows in small batches: exchanges past their retention, expired request keys, PostBacks that were delivered or
/// superseded a month ago. Returns the number of deleted rows.
/// </summary>
public sealed record PurgeExpired : IRequest<Outcome<int>>;

/// <summary>The expired rows in the database.</summary>
public interface IExpiredRows
{
    /// <summary>Deletes at most this many rows of each kind. Returns the number of deleted rows.</summary>
    Task<int> Delete(DateTimeOffset exchangesBefore, DateTimeOffset deliveredBefore, DateTimeOffset now, int atMost, CancellationToken ct);
}

/// <inheritdoc cref="PurgeExpired"/>
public sealed class PurgeExpiredHandler(IExpiredRows expired, WireLogSettings settings, TimeProvider clock)
    : IRequestHandler<PurgeExpired, Outcome<int>>
{
    /// <summary>Small enough that no booking waits for the delete.</summary>
    private const int BatchSize = 500;

    private static readonly TimeSpan PostBackRetention = TimeSpan.FromDays(30);

    public async Task<Outcome<int>> Handle(PurgeExpired request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deleted = 0;
        int batch;
        do
        {
            batch = await expired.Delete(now.AddDays(-settings.KeepDays), now - PostBackRetention, now, BatchSize, cancellationToken);
            deleted += batch;
        }
        while (batch > 0);
        return deleted;
    }
}
