using System.Globalization;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>
/// One gateway for all tests of a class, with further connections, a database that can be made to fail, and a
/// catalog that can be frozen.
/// </summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    /// <summary>The message of the failing database, which no reply may contain.</summary>
    public const string DatabaseError = "secret-inner-text";

    public const string OtherPassword = "other-connect-password";

    /// <summary>A connection to the demo vendor whose times are GMT.</summary>
    public const string OtherUser = "other-connect";

    /// <summary>A connection to the demo vendor whose times are the pickup's local ones.</summary>
    public const string LocalUser = "local-connect";

    private CatalogSnapshot? frozen;

    public RunningGateway Gateway { get; private set; } = null!;

    public bool DatabaseFails { get; set; }

    public async ValueTask InitializeAsync()
    {
        Gateway = new RunningGateway().With(AddSwitches).Start();
        await AddConnect(OtherUser, TimesAre.Gmt);
        await AddConnect(LocalUser, TimesAre.PickupLocal);
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    /// <summary>Advances the clock and refreshes the catalog without waiting for its job.</summary>
    public async Task Advance(TimeSpan time)
    {
        Gateway.Clock.Advance(time);
        await Gateway.Services.GetRequiredService<CatalogCache>().Refresh(TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps the catalog as it is, as while the database is down.</summary>
    public void FreezeCatalog() => frozen = Gateway.Services.GetRequiredService<CatalogCache>().Current;

    public async Task UnfreezeCatalog()
    {
        frozen = null;
        await Advance(TimeSpan.Zero);
    }

    public Task<int> Reservations() => Ask(db => db.Reservations.CountAsync());

    /// <summary>Request keys of sales: a refused Sell leaves none, so that its quote stays valid.</summary>
    public Task<int> Keys() => Ask(db => db.RequestKeys.CountAsync());

    public Task<int> VersionOf(string id)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        return Ask(db => db.Reservations.Where(reservation => reservation.Id == number).Select(reservation => reservation.Version)
            .SingleAsync());
    }

    private Task AddConnect(string name, TimesAre timesAre) => Ask(async db =>
    {
        db.DirectConnects.Add(DemoData.DirectConnect with
        {
            Id = name,
            Name = name,
            UserName = name,
            PasswordHash = Secrets.Hash(OtherPassword),
            TokenHash = Secrets.Hash(name + "-token"),
            TimesAre = timesAre,
        });
        await db.SaveChangesAsync();
        await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1));
        await Advance(TimeSpan.Zero);
        return 0;
    });

    private async Task<int> Ask(Func<GatewayDbContext, Task<int>> question)
    {
        await using var scope = Gateway.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<GatewayDbContext>());
    }

    private void AddSwitches(IServiceCollection services)
    {
        var store = services.Single(service => service.ServiceType == typeof(IReservations)).ImplementationType!;
        services.AddScoped<IReservations>(provider => DatabaseFails
            ? new FailingReservations()
            : (IReservations)ActivatorUtilities.CreateInstance(provider, store));
        var reader = services.Single(service => service.ServiceType == typeof(IReservationReader)).ImplementationType!;
        services.AddSingleton<IReservationReader>(provider => new FallibleReader(
            this, (IReservationReader)ActivatorUtilities.CreateInstance(provider, reader)));
        services.AddSingleton<ICatalog>(provider => new FreezableCatalog(this, provider.GetRequiredService<CatalogCache>()));
    }

    private sealed class FreezableCatalog(GatewayFixture switches, CatalogCache memory) : ICatalog
    {
        public CatalogSnapshot Current => switches.frozen ?? memory.Current;
    }

    private sealed class FallibleReader(GatewayFixture switches, IReservationReader reader) : IReservationReader
    {
        public Task<Reservation?> Read(long id, CancellationToken ct) =>
            switches.DatabaseFails ? throw new InvalidOperationException(DatabaseError) : reader.Read(id, ct);
    }

    private sealed class FailingReservations : IReservations
    {
        public Task<Reservation?> Find(long id, CancellationToken ct) => throw Failure();

        public Task<Vendor?> FindVendor(string code, CancellationToken ct) => throw Failure();

        public Task<RideFinder?> FindPlan(string vendorCode, int version, CancellationToken ct) => throw Failure();

        public Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> SaveAndLockFleet(
            string vendorCode, Hold hold, long exceptReservation, CancellationToken ct) =>
            throw Failure();

        public void Add(Reservation reservation) => throw Failure();

        public void Record(HistoryEntry entry, FeedEvent feedEvent, PostBack? postBack) => throw Failure();

        public void Hold(Reservation reservation) => throw Failure();

        public Task MoveHolds(Reservation reservation, CancellationToken ct) => throw Failure();

        private static InvalidOperationException Failure() => new(DatabaseError);
    }
}
