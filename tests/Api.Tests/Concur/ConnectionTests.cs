using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Concur;

/// <summary>Two connections side by side, the second with local times; and our own failures.</summary>
public sealed class ConnectionTests
{
    private const string Second = "second-connection", Password = "second-connection-password";

    [Fact]
    public async Task Another_connections_reservation_and_quote_dont_exist()
    {
        using var gateway = await WithSecondConnection();
        var search = await gateway.Concur(Search(gateway));
        var id = await Book(gateway);

        var detail = await gateway.Concur(Detail(id), Second, Password);
        var cancel = await gateway.Concur(Cancel(id), Second, Password);
        var update = await gateway.Concur(Update(gateway, id), Second, Password);
        var sell = await gateway.Concur(Sell(gateway, search), Second, Password);

        Assert.Equal(("700", "800", "300"), (detail["Error/ErrorCode"], cancel["Error/ErrorCode"], update["Error/ErrorCode"]));
        // Its token is unverifiable to them: nothing lends the places, so they are missing.
        Assert.Equal(("100", "PickupLocation"), (sell["Error/ErrorCode"], sell["Error/ErrorSource"]));
        Assert.Equal("RB", (await gateway.Concur(Detail(id)))["Status"]);
    }

    [Fact]
    public async Task Local_times_come_in_and_go_out_by_the_clock_at_the_pickup()
    {
        using var gateway = await WithSecondConnection();
        var search = Search(gateway).Set("StartDateTime", "2030-03-06T10:00:00");

        var sold = await gateway.Concur(Sell(gateway, await gateway.Concur(search, Second, Password)).Set("StartDateTime", "2030-03-06T10:00:00"), Second, Password);
        var shown = await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{sold["ReservationID"]}")).Content.ReadAsStringAsync();

        Assert.Equal("2030-03-06T10:00:00", sold["StartDateTime"]);
        Assert.Contains("\"start\":\"2030-03-06T15:00:00", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_time_that_daylight_saving_skips_is_refused_and_an_offset_settles_any()
    {
        using var gateway = await WithSecondConnection();

        var skipped = await gateway.Concur(Search(gateway).Set("StartDateTime", "2030-03-10T02:30:00"), Second, Password);
        var settled = await gateway.Concur(Search(gateway).Set("StartDateTime", "2030-03-10T08:30:00+01:00"), Second, Password);

        Assert.Equal(("200", "StartDateTime"), (skipped["Error/ErrorCode"], skipped["Error/ErrorSource"]));
        Assert.Equal("", settled["Error/ErrorCode"]);
    }

    [Theory]
    [InlineData("CC_LimoSellRequest")]
    [InlineData("CC_LimoReservationDetailRequest")]
    [InlineData("CC_LimoUpdateRequest")]
    [InlineData("CC_LimoCancelRequest")]
    public async Task Failing_database_is_900_and_tells_nothing_of_the_inside(string root)
    {
        using var gateway = new RunningGateway().With(services => services.Replace(ServiceDescriptor.Scoped<IReservations, BrokenReservations>())).Start();
        var message = root == "CC_LimoSellRequest"
            ? Sell(gateway, await gateway.Concur(Search(gateway)))
            : LimoMessage.Example(root).Set("ReservationID", "123456789012");
        if (root == "CC_LimoUpdateRequest")
            message = Update(gateway, "123456789012");

        var reply = await gateway.Concur(message);

        Assert.Equal("900", reply["Error/ErrorCode"]);
        Assert.DoesNotContain(BrokenReservations.Inside, reply.ToString(), StringComparison.Ordinal);
        Assert.Contains(gateway.Log.Lines, line => line.Contains(BrokenReservations.Inside, StringComparison.Ordinal) && line.Contains("correlationId=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_goes_on_from_memory_for_ten_minutes_and_is_900_after()
    {
        var stale = new StaleCatalog();
        using var gateway = new RunningGateway().With(services => services.Replace(ServiceDescriptor.Singleton<ICatalog>(provider =>
            stale.Of(provider.GetRequiredService<CatalogCache>())))).Start();
        await gateway.Concur(Search(gateway));

        gateway.Clock.Advance(TimeSpan.FromMinutes(9));
        var still = await gateway.Concur(Search(gateway));
        using var ready = await gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        var over = await gateway.Concur(Search(gateway));
        using var notReady = await gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var live = await gateway.Http.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(("", "900"), (still["Error/ErrorCode"], over["Error/ErrorCode"]));
        Assert.Equal((200, 503, 200), ((int)ready.StatusCode, (int)notReady.StatusCode, (int)live.StatusCode));
    }

    [Fact]
    public async Task Update_keeps_what_is_absent_and_clears_what_is_empty()
    {
        using var gateway = new RunningGateway().Start();
        var id = await Book(gateway);
        var bare = LimoMessage.Parse($"<CC_LimoUpdateRequest><ReservationID>{id}</ReservationID></CC_LimoUpdateRequest>");

        var cleared = await gateway.Concur(LimoMessage.Parse(bare.ToString()).Set("PickupInstructions", "").Set("AccountingInfo/AccountingField1", ""));
        var masked = await gateway.Concur(LimoMessage.Parse(bare.ToString())
            .Set("FormOfPayment/CreditCard/Type", "VI").Set("FormOfPayment/CreditCard/Number", "XXXXXXXXXXXX1111").Set("FormOfPayment/CreditCard/Expiration", "2031-01-31"));
        var other = await gateway.Concur(LimoMessage.Parse(bare.ToString())
            .Set("FormOfPayment/CreditCard/Type", "AX").Set("FormOfPayment/CreditCard/Number", "XXXXXXXXXXXX2222").Set("FormOfPayment/CreditCard/Expiration", "2031-01-31"));
        var passenger = await gateway.Concur(LimoMessage.Parse(bare.ToString()).Set("PrimaryPassenger/FirstName", "Chris").Set("PrimaryPassenger/LastName", "Miller"));

        await gateway.Concur(LimoMessage.Parse(bare.ToString()).Set("Booker/UserID", "55415"));
        var shown = await (await gateway.Dispatch(HttpMethod.Get, $"/reservations/{id}")).Content.ReadAsStringAsync();
        Assert.Contains("\"companyCode\":\"339\",\"userId\":\"55415\"", shown, StringComparison.Ordinal);
        Assert.Equal(("", "None", "", "temp@outtask.com"),
            (cleared["PickupInstructions"], cleared["DropoffInstructions"], cleared["AccountingInfo/AccountingField1"], cleared["AccountingInfo/AccountingField2"]));
        Assert.Equal("209 Madison St., Suite 400", cleared["PickupLocation/Address"]);
        Assert.Equal("2033-02-19", masked["FormOfPayment/CreditCard/Expiration"]);
        Assert.Equal(("AX", "2031-01-31"), (other["FormOfPayment/CreditCard/Type"], other["FormOfPayment/CreditCard/Expiration"]));
        Assert.Equal(("Miller", ""), (passenger["PrimaryPassenger/LastName"], passenger["PrimaryPassenger/Phone"]));
    }

    [Fact]
    public async Task Update_that_moves_the_ride_beyond_its_cards_expiry_is_refused_600()
    {
        using var gateway = new RunningGateway().Start();
        var sold = await gateway.Concur(Sell(gateway, await gateway.Concur(Search(gateway))).Set("FormOfPayment/CreditCard/Expiration", "2030-03-31"));
        var moved = LimoMessage.Parse($"<CC_LimoUpdateRequest><ReservationID>{sold["ReservationID"]}</ReservationID></CC_LimoUpdateRequest>");

        var beyond = await gateway.Concur(moved.Set("StartDateTime", At(gateway, TimeSpan.FromDays(40))));
        var within = await gateway.Concur(moved.Set("StartDateTime", At(gateway, TimeSpan.FromDays(20))));

        Assert.Equal(("600", "FormOfPayment/CreditCard/Expiration"), (beyond["Error/ErrorCode"], beyond["Error/ErrorSource"]));
        Assert.Equal(("", "RB"), (within["Error/ErrorCode"], within["Status"]));
    }

    private static async Task<RunningGateway> WithSecondConnection()
    {
        var gateway = new RunningGateway().Start();
        await using var scope = gateway.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        db.DirectConnects.Add(new DirectConnect
        {
            Id = "second",
            Name = "second",
            UserName = Second,
            PasswordHash = Secrets.Hash(Password),
            TokenHash = Secrets.Hash("second-token"),
            VendorCodes = ["LML"],
            TimesAre = TimesAre.PickupLocal,
        });
        await db.SaveChangesAsync();
        await db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1));
        await gateway.Services.GetRequiredService<CatalogCache>().Refresh(CancellationToken.None);
        return gateway;
    }

    /// <summary>Keeps the first snapshot that it saw: the database no longer answers.</summary>
    private sealed class StaleCatalog : ICatalog
    {
        private CatalogCache? memory;
        private CatalogSnapshot? first;

        public CatalogSnapshot Current => memory!.Current is { Version: > 0 } loaded ? first ??= loaded : memory.Current;

        public StaleCatalog Of(CatalogCache real)
        {
            memory = real;
            return this;
        }
    }

    /// <summary>A database whose every answer is an error.</summary>
    private sealed class BrokenReservations : IReservations
    {
        public const string Inside = "secret-inner-text";

        public Task<Reservation?> Find(long id, CancellationToken ct) => throw new InvalidOperationException(Inside);

        public Task<Vendor?> FindVendor(string code, CancellationToken ct) => throw new InvalidOperationException(Inside);

        public Task<RideFinder?> FindPlan(string vendorCode, int version, CancellationToken ct) => throw new InvalidOperationException(Inside);

        public Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> SaveAndLockFleet(string vendorCode, Hold hold, long exceptReservation, CancellationToken ct) =>
            throw new InvalidOperationException(Inside);

        public void Add(Reservation reservation) => throw new InvalidOperationException(Inside);

        public void Record(HistoryEntry entry, PostBack? postBack) => throw new InvalidOperationException(Inside);

        public void Hold(Reservation reservation) => throw new InvalidOperationException(Inside);

        public Task MoveHolds(Reservation reservation, CancellationToken ct) => throw new InvalidOperationException(Inside);
    }
}
