using GroundTransport.Application.Delivery;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IReceiptOutbox"/>
internal sealed class ReceiptOutbox(
    IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, PostBackSettings settings, TimeProvider clock)
    : OutboxStore<ReceiptDelivery>(OutboxTable.Receipts, scopes, writes, dialect, clock), IReceiptOutbox
{
    /// <summary>Two writes that run at the same time miss each other; later ones don't.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);

    protected override TimeSpan Timeout => settings.Timeout;

    protected override TimeSpan Lease => settings.Lease;

    protected override TimeSpan RetryAfter => settings.RetryAfter;

    public Task<bool> Complete(ReceiptDelivery row, ReceiptAnswer answer, RetryDecision decision, CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        var refusals = decision.CountsAsAttempt == CountsAsAttempt.AsRefusal ? 1 : 0;
        return Writes.ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            var held = await Complete(db, row, decision, answer.Text, set => SetOwn(set, answer, refusals, now), token);
            if (held && EventOf(decision.State) is { } type)
                db.Events.Add(ReceiptEvents.Of(type, row, answer.Text, now));
            return (held, true);
        }, WritePriority.Background, ct);
    }

    public async Task<int> AddressKnown(CancellationToken ct)
    {
        var since = Clock.GetUtcNow() - LongestWrite;
        var known = await Read(async db =>
        {
            var awaiting = db.Receipts.Where(row => row.CreatedAt > since && row.State == DeliveryState.Pending && row.UserId == "");
            var named = await awaiting
                .Join(db.Reservations, row => row.ReservationId, reservation => reservation.Id, (row, reservation) => new
                {
                    row.Id,
                    row.NotBefore,
                    User = reservation.ReceiptUserId,
                })
                .Where(row => row.User != "").ToListAsync(ct);
            var remembered = await awaiting
                .Join(db.ReceiptUsers, row => new { row.DirectConnectId, row.PassengerKey },
                    user => new { user.DirectConnectId, user.PassengerKey }, (row, user) => new
                    {
                        row.Id,
                        row.NotBefore,
                        User = user.UserId,
                    })
                .ToListAsync(ct);
            return named.Concat(remembered).DistinctBy(row => row.Id).ToList();
        });
        if (known.Count == 0)
            return 0;
        var now = Clock.GetUtcNow();
        return await Writes.ExecuteIdempotent(async (db, token) =>
        {
            var addressed = 0;
            foreach (var row in known)
            {
                var due = row.NotBefore > now ? row.NotBefore : now;
                addressed += await db.Receipts.Where(awaiting => awaiting.Id == row.Id && awaiting.UserId == "").ExecuteUpdateAsync(
                    set => set.SetProperty(awaiting => awaiting.UserId, row.User)
                        .SetProperty(awaiting => awaiting.NotBefore, due).SetProperty(awaiting => awaiting.DueAt, due),
                    token);
            }
            return addressed;
        }, ct);
    }

    public async Task<ReceiptImage?> FindImage(ReceiptDelivery row, CancellationToken ct) => row.IsAdjustment
        ? null
        : await Read(db => db.ReceiptImages.AsNoTracking().FirstOrDefaultAsync(image => image.ReservationId == row.ReservationId, ct));

    /// <summary>How many receipts of each vendor await their recipient, for the metrics.</summary>
    public Task<Dictionary<string, long>> CountAwaiting(CancellationToken ct) => Read(db => db.Receipts
        .Where(row => row.State == DeliveryState.Pending && row.UserId == "").GroupBy(row => row.VendorCode)
        .Select(rows => new { rows.Key, Count = rows.LongCount() }).ToDictionaryAsync(rows => rows.Key, rows => rows.Count, ct));

    protected override IQueryable<GroupedMessage> Grouped(IQueryable<ReceiptDelivery> rows) =>
        rows.Where(row => row.UserId != "")
            .Select(row => new GroupedMessage { Group = row.VendorCode, State = row.State, DueAt = row.DueAt });

    private static void SetOwn(
        UpdateSettersBuilder<ReceiptDelivery> set, ReceiptAnswer answer, int refusals, DateTimeOffset now)
    {
        if (answer.SearchFoundNothing)
        {
            set.SetProperty(leased => leased.Refusals, leased => leased.Attempts + refusals)
                .SetProperty(leased => leased.MayHaveArrivedBefore, false);
        }
        else
            set.SetProperty(leased => leased.Refusals, leased => leased.Refusals + refusals);
        set.SetProperty(leased => leased.ConcurCorrelationId, answer.CorrelationId);
        if (answer.Details.Length > 0)
            set.SetProperty(leased => leased.Details, answer.Details);
        if (answer.Kind == ReceiptAnswerKind.Accepted)
        {
            set.SetProperty(leased => leased.ConcurReceiptId, answer.ConcurReceiptId)
                .SetProperty(leased => leased.StatusUrl, answer.StatusUrl)
                .SetProperty(leased => leased.AcceptedAt, (DateTimeOffset?)now);
        }
    }

    private static string? EventOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => EventTypes.ReceiptProcessed,
        DeliveryState.Dead => EventTypes.ReceiptDead,
        _ => null,
    };
}
