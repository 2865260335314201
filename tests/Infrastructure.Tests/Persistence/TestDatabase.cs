using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.PostgreSql;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using GroundTransport.Infrastructure.Persistence.SqlServer;
using GroundTransport.TestKit;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>A new, migrated database with the product's own registrations and a fake clock.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly DatabaseUnderTest on;
    private readonly List<ServiceProvider> processes = [];

    private TestDatabase(DatabaseUnderTest on, DatabaseSettings settings)
    {
        (this.on, Database) = (on, settings);
        Process();
    }

    public DatabaseSettings Database { get; }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));

    public PostBackSettings Settings { get; } = new() { Url = new Uri("http://127.0.0.1:9/"), Token = "token", Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The faults between every process and the database.</summary>
    public FaultyConnection Broken { get; } = new();

    /// <summary>What every process sends to the database.</summary>
    public SentCommands Sent { get; } = new();

    /// <summary>How the database answers the queries of every process.</summary>
    public QueryPlans Plans { get; } = new();

    public static async Task<TestDatabase> Create(DatabaseUnderTest on) => new(on, await on.New());

    /// <summary>Starts one more process of the gateway on the same database.</summary>
    /// <param name="clock">Replaces the fake clock.</param>
    public ServiceProvider Process(TimeProvider? clock = null) => Process(Database, clock);

    /// <summary>Starts one more process of the gateway with a connection string of its own.</summary>
    public ServiceProvider Process(DatabaseSettings database, TimeProvider? clock = null)
    {
        var registered = new ServiceCollection().AddLogging();
        registered.AddSingleton(clock ?? Clock);
        registered.AddSingleton(Settings);
        registered.AddSingleton(new DatabaseInitializerSettings(null, Demo: true));
        registered.AddScoped<IRequestHandler<TestWrite, Domain.Outcome<string>>, TestWriteHandler>();
        registered.AddInfrastructure(database);
        registered.ConfigureDbContext<SqliteGatewayDbContext>(options => options.AddInterceptors(Broken, Sent, Plans));
        registered.ConfigureDbContext<PostgreSqlGatewayDbContext>(options => options.AddInterceptors(Broken, Sent, Plans));
        registered.ConfigureDbContext<SqlServerGatewayDbContext>(options => options.AddInterceptors(Broken, Sent, Plans));
        processes.Add(registered.BuildServiceProvider());
        return processes[^1];
    }

    /// <summary>A service of the first process.</summary>
    public T Get<T>()
        where T : notnull => processes[0].GetRequiredService<T>();

    public AsyncServiceScope Scope() => processes[0].CreateAsyncScope();

    public async Task<T> Use<T>(Func<GatewayDbContext, Task<T>> use)
    {
        await using var scope = Scope();
        return await use(scope.ServiceProvider.GetRequiredService<GatewayDbContext>());
    }

    public Task Use(Func<GatewayDbContext, Task> use) => Use(async db =>
    {
        await use(db);
        return true;
    });

    public Task Add(params object[] rows) => Use(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        await on.Drop(Database);
    }
}
