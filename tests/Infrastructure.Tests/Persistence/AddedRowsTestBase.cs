using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>The rows of a write that pass EF Core by.</summary>
public abstract class AddedRowsTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    private static readonly Type[] Types =
        [typeof(Reservation), typeof(HistoryEntry), typeof(FeedEvent), typeof(PostBack), typeof(HoldRow), typeof(CommitRecord)];

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_stored_as_EF_Core_stores_them()
    {
        var rows = Types.Select(type => Samples.Rows[type]()).ToList();

        var added = await Stored(services =>
        {
            foreach (var row in rows)
                services.GetRequiredService<AddedRows>().Add(row);
            return services.GetRequiredService<AddedRows>().Save(cancellation);
        });
        var tracked = await Stored(services =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            db.AddRange(rows);
            return db.SaveChangesAsync(cancellation);
        });

        Assert.Equal(tracked, added);
        Assert.All(Types.Append(typeof(ReservationWordRow)), type =>
            Assert.Contains(added, column => column.StartsWith(type.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rows_of_a_refused_write_arent_stored()
    {
        await Fixture.Get<DatabaseWrites>().ExecuteOnce((services, _) =>
        {
            services.GetRequiredService<AddedRows>().Add(Samples.Rows[typeof(HoldRow)]());
            return Task.FromResult((true, false));
        }, cancellation);

        Assert.Equal(0, await Fixture.Use(db => db.Holds.CountAsync()));
    }

    /// <summary>What a transaction, which is rolled back, finds in the tables.</summary>
    private Task<List<string>> Stored(Func<IServiceProvider, Task> save) =>
        Fixture.Get<DatabaseWrites>().ExecuteOnce(async (services, token) =>
        {
            await save(services);
            var db = services.GetRequiredService<GatewayDbContext>();
            db.ChangeTracker.Clear();
            await db.Reservations.LoadAsync(token);
            await db.History.LoadAsync(token);
            await db.Events.LoadAsync(token);
            await db.PostBacks.LoadAsync(token);
            await db.Holds.LoadAsync(token);
            await db.Commits.Where(row => row.Id == "mark").LoadAsync(token);
            await db.ReservationWords.LoadAsync(token);
            var columns = from row in db.ChangeTracker.Entries()
                          from column in row.Properties
                          where !column.Metadata.ValueGenerated.HasFlag(ValueGenerated.OnAdd)
                          let stored = column.Metadata.GetTypeMapping().Converter?.ConvertToProvider(column.CurrentValue)
                              ?? column.CurrentValue
                          select $"{row.Metadata.ClrType.Name}.{column.Metadata.Name} = {stored}";
            return (columns.Order(StringComparer.Ordinal).ToList(), false);
        }, cancellation);
}
