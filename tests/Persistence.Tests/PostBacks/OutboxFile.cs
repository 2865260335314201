using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Persistence.Tests.Sqlite;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Persistence.Tests.PostBacks;

/// <summary>The outbox on a real, migrated SQLite file, with a driven clock; each <see cref="Process"/> is one start of the gateway.</summary>
internal sealed class OutboxFile : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly List<ServiceProvider> processes = [];

    public DrivenClock Clock { get; } = new(TestClock.Now);

    /// <summary>A lease of 130 seconds, a wait of 300.</summary>
    public PostBackSettings Settings { get; } = new() { Timeout = TimeSpan.FromSeconds(60), RetryAfter = TimeSpan.FromMinutes(5) };

    public static async Task<OutboxFile> Create()
    {
        var outbox = new OutboxFile();
        await using var scope = outbox.Process().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Database.MigrateAsync(TestContext.Current.CancellationToken);
        return outbox;
    }

    public ServiceProvider Process()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(Settings);
        services.AddInfrastructure(new DatabaseSettings(file.ConnectionString, MigrateOnStart: true));
        processes.Add(services.BuildServiceProvider());
        return processes[^1];
    }

    /// <summary>The first process's.</summary>
    public PostBackOutbox Outbox => processes[0].GetRequiredService<PostBackOutbox>();

    public IToldLedger Ledger => processes[0].GetRequiredService<IToldLedger>();

    public async Task Enter(Told told)
    {
        await using var scope = processes[0].CreateAsyncScope();
        await ToldLedger.Enter(scope.ServiceProvider.GetRequiredService<GatewayDbContext>(), told, TestContext.Current.CancellationToken);
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
            .SingleAsync(stored => stored.ReservationId == row.ReservationId && stored.Seq == row.Seq, TestContext.Current.CancellationToken);
    }

    public PostBack Row(long reservation, int seq = 1, PostBackState state = PostBackState.Pending, TimeSpan dueIn = default, string connect = TestReservations.Connection) => new()
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
        file.Dispose();
    }
}
