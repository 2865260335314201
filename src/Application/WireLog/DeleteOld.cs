using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.WireLog;

/// <summary>
/// Deletes in small batches what nobody needs any more: exchanges beyond their days, request keys that expired, PostBacks
/// that were delivered or gave way a month ago. Gives how many.
/// </summary>
public sealed record DeleteOld : IRequest<Outcome<int>>;

/// <inheritdoc cref="DeleteOld"/>
public sealed class DeleteOldHandler(IExchanges exchanges, WireLogSettings settings, TimeProvider clock) : IRequestHandler<DeleteOld, Outcome<int>>
{
    /// <summary>So few that no write of a booking waits for it.</summary>
    private const int Batch = 500;

    private static readonly TimeSpan DeliveredFor = TimeSpan.FromDays(30);

    public async Task<Outcome<int>> Handle(DeleteOld request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deleted = 0;
        int batch;
        do
        {
            batch = await exchanges.DeleteOld(now.AddDays(-settings.KeepDays), now - DeliveredFor, now, Batch, cancellationToken);
            deleted += batch;
        }
        while (batch > 0);
        return deleted;
    }
}
