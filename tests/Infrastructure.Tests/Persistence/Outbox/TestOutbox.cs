using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

/// <summary>The outbox on a migrated database with a fake clock; each <see cref="Process"/> is one start of the gateway.</summary>
public sealed class TestOutbox : IAsyncDisposable
{
    private readonly DatabaseUnderTest on;
    private readonly DatabaseSettings database;
    private readonly List<ServiceProvider> processes = [];

    public FakeClock Clock { get; } = new(TestClock.Now);

    /// <summary>A lease lasts 130 seconds, a wait 300.</summary>
    public PostBackSettings Settings { get; } = new() { Timeout = TimeSpan.FromSeconds(60), RetryAfter = TimeSpan.FromMinutes(5) };

    private TestOutbox(DatabaseUnderTest on, DatabaseSettings database) => (this.on, this.database) = (on, database);

    public static async Task<TestOutbox> Create(DatabaseUnderTest on)
    {
        var outbox = new TestOutbox(on, await on.New());
        outbox.Process();
        return outbox;
    }

    public ServiceProvider Process()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(Settings);
        services.AddInfrastructure(database);
        processes.Add(services.BuildServiceProvider());
        return processes[^1];
    }

    /// <summary>Of the first process.</summary>
    internal PostBackOutbox Outbox => processes[0].GetRequiredService<PostBackOutbox>();

    public INotificationLedger Ledger => processes[0].GetRequiredService<INotificationLedger>();

    public async Task Store(LastNotified notified)
    {
        await using var scope = processes[0].CreateAsyncScope();
        await NotificationLedger.Store(scope.ServiceProvider.GetRequiredService<GatewayDbContext>(),
            scope.ServiceProvider.GetRequiredService<Dialect>(), [notified], TestContext.Current.CancellationToken);
    }

    /// <summary>A reservation's change that Concur must be notified of; the first one sells it.</summary>
    public async Task Change(long reservation, int seq)
    {
        await using var scope = processes[0].CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        if (seq == 1)
            db.Reservations.Add(TestReservations.Sold(id: reservation));
        db.History.Add(new HistoryEntry(
            reservation, seq, Clock.GetUtcNow(), "concur:demo", "changed", null, ReservationStatus.RB, "", "c", "")
        {
            UnnotifiedSince = Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The reservations that have changed since Concur was last notified.</summary>
    public async Task<IReadOnlyList<long>> Behind()
    {
        await using var scope = processes[0].CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().ReservationsBehind
            .Select(reservation => reservation.Id).Order().ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task Add(params PostBack[] rows)
    {
        await using var scope = processes[0].CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        db.PostBacks.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task<PostBack> Read(PostBack row)
    {
        await using var scope = processes[0].CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().PostBacks.AsNoTracking()
            .SingleAsync(stored => stored.ReservationId == row.ReservationId && stored.Seq == row.Seq,
                TestContext.Current.CancellationToken);
    }

    public PostBack Row(long reservation, int seq = 1, DeliveryState state = DeliveryState.Pending, TimeSpan dueIn = default,
        string connect = TestReservations.Connection) => new()
        {
            ReservationId = reservation,
            Seq = seq,
            StateSeq = seq,
            Status = "RA",
            DirectConnectId = connect,
            VendorCode = "LML",
            Payload = $"<CC_LimoPostBackRequest><ReservationID>{reservation}</ReservationID></CC_LimoPostBackRequest>",
            CorrelationId = "concur-call-1",
            CreatedAt = Clock.GetUtcNow(),
            DueAt = Clock.GetUtcNow() + dueIn,
            State = state,
        };

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        await on.Drop(database);
    }
}
