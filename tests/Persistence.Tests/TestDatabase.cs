using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Persistence.Tests;

/// <summary>A migrated SQLite file of its own behind the product's own registrations; the clock is the test's.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("persistence-").FullName;
    private readonly ServiceProvider services;

    private TestDatabase()
    {
        var registered = new ServiceCollection().AddLogging();
        registered.AddSingleton<TimeProvider>(Clock);
        registered.AddSingleton(Settings);
        registered.AddSingleton(new FirstStartSettings(null, Demo: true));
        registered.AddInfrastructure(new DatabaseSettings($"Data Source={Path.Combine(directory, "facts.db")};Pooling=False", MigrateOnStart: true));
        services = registered.BuildServiceProvider();
    }

    public DrivenClock Clock { get; } = new(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));

    public PostBackSettings Settings { get; } = new() { Url = new Uri("http://127.0.0.1:9/"), Token = "token", Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<TestDatabase> Create()
    {
        var database = new TestDatabase();
        await database.Use(db => db.Database.MigrateAsync());
        return database;
    }

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
        Directory.Delete(directory, recursive: true);
    }
}
