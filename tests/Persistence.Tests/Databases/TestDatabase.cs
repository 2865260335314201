using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Persistence.Tests.Databases;

/// <summary>A migrated database of its own behind the product's own registrations; the clock is the test's.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly DatabaseUnderTest on;
    private readonly DatabaseSettings database;
    private readonly ServiceProvider services;

    private TestDatabase(DatabaseUnderTest on, DatabaseSettings database)
    {
        (this.on, this.database) = (on, database);
        var registered = new ServiceCollection().AddLogging();
        registered.AddSingleton<TimeProvider>(Clock);
        registered.AddSingleton(Settings);
        registered.AddSingleton(new FirstStartSettings(null, Demo: true));
        registered.AddInfrastructure(database);
        services = registered.BuildServiceProvider();
    }

    public DrivenClock Clock { get; } = new(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));

    public PostBackSettings Settings { get; } = new() { Url = new Uri("http://127.0.0.1:9/"), Token = "token", Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<TestDatabase> Create(DatabaseUnderTest on) => new(on, await on.New());

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public AsyncServiceScope Scope() => services.CreateAsyncScope();

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

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await on.Drop(database);
    }
}
