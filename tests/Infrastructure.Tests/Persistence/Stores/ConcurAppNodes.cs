using System.Collections.Concurrent;
using GroundTransport.Application;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Stores;
using GroundTransport.Infrastructure.Tests.Persistence.Sqlite;
using GroundTransport.TestKit;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>Nodes of the gateway on one migrated database file, with a fake token endpoint and a fake clock.</summary>
internal sealed class ConcurAppNodes : IAsyncDisposable
{
    public const string Connect = "connect-1";

    private readonly SqliteFile file = new();
    private readonly List<ServiceProvider> nodes = [];

    private ConcurAppNodes() => Concur = new FakeTokenClient(Clock);

    public FakeClock Clock { get; } = new(TestClock.Now);

    public FakeTokenClient Concur { get; }

    /// <summary>The leases that were requested, granted or not.</summary>
    public ConcurrentQueue<string> ClaimedLeases { get; } = new();

    public string DatabaseFile => file.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>With one app that has a valid refresh token and no access token yet.</summary>
    public static async Task<ConcurAppNodes> Create()
    {
        var nodes = new ConcurAppNodes();
        var node = nodes.Node();
        await Use(node, db => db.Database.MigrateAsync(Cancellation));
        node.GetRequiredService<IDataProtectionProvider>().CreateProtector("first key").Protect([0]);
        await nodes.Store(nodes.App());
        return nodes;
    }

    /// <param name="clock">The node's own clock; the shared one if null.</param>
    public ServiceProvider Node(TimeProvider? clock = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock ?? Clock)
            .AddSingleton(new PostBackSettings()).AddSingleton(new TokenSettings());
        services.AddApplication();
        services.AddInfrastructure(new DatabaseSettings(
            DatabaseProvider.Sqlite, $"{file.ConnectionString};Pooling=False", MigrateOnStart: true));
        services.Replace(ServiceDescriptor.Singleton<IConcurTokenClient>(Concur));
        services.Replace(ServiceDescriptor
            .Singleton<IJobLeases>(provider =>
            new RecordingJobLeases(ActivatorUtilities.CreateInstance<JobLeaseStore>(provider), ClaimedLeases)));
        nodes.Add(services.BuildServiceProvider());
        return nodes[^1];
    }

    public ServiceProvider First => nodes[0];

    public IAccessTokenProvider AccessTokens => First.GetRequiredService<IAccessTokenProvider>();

    public RegisteredApp App(string refreshToken = FakeTokenClient.FirstRefreshToken) => new()
    {
        DirectConnectId = Connect,
        ClientId = "client-1",
        ClientSecret = FakeTokenClient.ClientSecret,
        Geolocation = new Uri("https://emea.api.concursolutions.com"),
        Tokens = new ConcurTokens(new Uri("https://emea.api.concursolutions.com"), refreshToken, Clock.GetUtcNow().AddMonths(6), "",
            Clock.GetUtcNow()),
        State = ConcurAppState.Waiting,
        WhatToDo = "",
    };

    public Task<AccessToken> Get(ServiceProvider? node = null, string refused = "", CancellationToken? ct = null) =>
        (node ?? First).GetRequiredService<IAccessTokenProvider>().Get(Connect, refused, ct ?? Cancellation);

    /// <summary>Gets the access token, which must be granted.</summary>
    public async Task<string> Token(ServiceProvider? node = null, string refused = "") =>
        Assert.IsType<AccessToken.Available>(await Get(node, refused)).Value;

    public Task<Outcome<T>> Send<T>(IRequest<Outcome<T>> request, ServiceProvider? node = null) =>
        InScope(node ?? First, services => services.GetRequiredService<IMediator>().Send(request, Cancellation));

    public async Task<RegisteredApp> Stored() =>
        (await InScope(First, services => services.GetRequiredService<IConcurApps>().Find(Connect, Cancellation)))!;

    /// <summary>Stores the app as the operator's call does.</summary>
    public Task Store(RegisteredApp app) => InScope(First, async services =>
    {
        var apps = services.GetRequiredService<IConcurApps>();
        if (await apps.Find(app.DirectConnectId, Cancellation) is { } before)
            apps.Replace(app with { Version = before.Version + 1 });
        else
            apps.Add(app);
        return await services.GetRequiredService<GatewayDbContext>().SaveChangesAsync(Cancellation);
    });

    public Task Sql(string sql) => Use(First, db => db.Database.ExecuteSqlRawAsync(sql, Cancellation));

    /// <summary>The numbers of pending connections and of leases.</summary>
    public Task<(int Pending, int Leases)> Rows() => InScope(First, async services =>
    {
        var db = services.GetRequiredService<GatewayDbContext>();
        return (await db.PendingConnections.CountAsync(Cancellation), await db.JobLeases.CountAsync(Cancellation));
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        file.Dispose();
    }

    private static Task Use(ServiceProvider node, Func<GatewayDbContext, Task> use) => InScope(node, async services =>
    {
        await use(services.GetRequiredService<GatewayDbContext>());
        return true;
    });

    private static async Task<T> InScope<T>(ServiceProvider node, Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = node.CreateAsyncScope();
        return await use(scope.ServiceProvider);
    }
}

/// <summary>Records each claim.</summary>
internal sealed class RecordingJobLeases(IJobLeases leases, ConcurrentQueue<string> claimed) : IJobLeases
{
    public Task<IAsyncDisposable?> Claim(string name, TimeSpan atMost, CancellationToken ct)
    {
        claimed.Enqueue(name);
        return leases.Claim(name, atMost, ct);
    }
}

/// <summary>Signals when a timer is created.</summary>
internal sealed class WatchedClock(TimeProvider clock) : TimeProvider
{
    private readonly TaskCompletionSource timerCreated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task TimerCreated => timerCreated.Task;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        timerCreated.TrySetResult();
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
