using System.Globalization;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Catalog;
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
/// One gateway for all tests of a class, with a second connection, and with switches that let its database or its
/// catalog fail.
/// </summary>
public sealed class SwitchedGateway : IAsyncLifetime
{
    /// <summary>What the failing database says, which nobody outside may read.</summary>
    public const string Inside = "secret-inner-text";

    public const string OtherPassword = "other-connect-password";

    /// <summary>Sells the demo vendor too, and means its times as GMT.</summary>
    public const string OtherUser = "other-connect";

    /// <summary>Sells the demo vendor too, and means its times as the pickup's local ones.</summary>
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

    /// <summary>Moves the clock, and lets the catalog follow without waiting for its job.</summary>
    public async Task LetPass(TimeSpan time)
    {
        Gateway.Clock.Advance(time);
        await Gateway.Services.GetRequiredService<CatalogCache>().Refresh(TestContext.Current.CancellationToken);
    }

    /// <summary>From now on the catalog stays as it is, as it does while the database is down.</summary>
    public void FreezeCatalog() => frozen = Gateway.Services.GetRequiredService<CatalogCache>().Current;

    public async Task UnfreezeCatalog()
    {
        frozen = null;
        await LetPass(TimeSpan.Zero);
    }

    public Task<int> Reservations() => Ask(db => db.Reservations.CountAsync());

    /// <summary>Keys of what was sold: a refused Sell leaves none, so that its quote stays good.</summary>
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
        await LetPass(TimeSpan.Zero);
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
        services.AddSingleton<ICatalog>(provider => new SwitchedCatalog(this, provider.GetRequiredService<CatalogCache>()));
    }

    private sealed class SwitchedCatalog(SwitchedGateway switches, CatalogCache memory) : ICatalog
    {
        public CatalogSnapshot Current => switches.frozen ?? memory.Current;
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

        public void Record(HistoryEntry entry, PostBack? postBack) => throw Failure();

        public void Hold(Reservation reservation) => throw Failure();

        public Task MoveHolds(Reservation reservation, CancellationToken ct) => throw Failure();

        private static InvalidOperationException Failure() => new(Inside);
    }
}
