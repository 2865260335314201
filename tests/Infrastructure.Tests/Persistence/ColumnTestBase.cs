using System.Linq.Expressions;
using System.Reflection;
using GroundTransport.Domain.Amounts;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>What every column of the model stores; columns are found by reflection, so that none is forgotten.</summary>
public abstract class ColumnTestBase(DatabaseUnderTest on) : FixtureTestBase<TestDatabase>(() => TestDatabase.Create(on))
{
    /// <summary>An instant whose date in India is the next day, with milliseconds.</summary>
    private static readonly DateTimeOffset Instant = new(2031, 3, 1, 0, 30, 59, 123, TimeSpan.FromHours(5.5));

    private static readonly string[] Strange =
    [
        "\U0001F697", // 4 bytes in UTF-8, two units in UTF-16
        "\u05E9", // right to left
        "e\u0301", // an accent that combines with the letter before it
        "'\"\\%_[];--", // what means something in SQL
        "\u6771", // 3 bytes in UTF-8
    ];

    [Fact]
    public async Task Every_table_has_a_sample_row_that_round_trips() =>
        await OnEach(_ => true, (entity, _) => Task.CompletedTask);

    [Fact]
    public async Task Instant_round_trips_to_the_millisecond_and_compares_as_time()
    {
        var checkedColumns = await OnEach(column =>
            Nullable.GetUnderlyingType(column.ClrType) == typeof(DateTimeOffset)
            || column.ClrType == typeof(DateTimeOffset), async (table, column) =>
        {
            await table.Set(column, Instant);

            Assert.Equal(Instant.UtcDateTime, ((DateTimeOffset)(await table.Get(column))!).UtcDateTime);
            // As text these would be in another order: the earlier local time is the later instant.
            Assert.True(await table.Holds(column, Expression.GreaterThan, Instant.ToOffset(TimeSpan.FromHours(14)).AddMilliseconds(-1)),
                column.Name);
            Assert.True(await table.Holds(column, Expression.LessThan, Instant.ToOffset(TimeSpan.FromHours(-11)).AddMilliseconds(1)),
                column.Name);
            Assert.True(await table.Holds(column, Expression.Equal, Instant.ToUniversalTime()), column.Name);
        });

        Assert.True(checkedColumns > 20, $"{checkedColumns}");
    }

    [Fact]
    public async Task Text_of_the_declared_length_round_trips_in_any_script()
    {
        var checkedColumns = await OnEach(column => column.ClrType == typeof(string), async (table, column) =>
        {
            var length = column.GetMaxLength() is { } most and > 0 ? most : 100_000;
            foreach (var unit in Strange)
            {
                var text = string.Concat(Enumerable.Repeat(unit, length / unit.Length)).PadRight(length, 'x');
                await table.Set(column, text);

                Assert.Equal(text, await table.Get(column));
            }
        });

        Assert.True(checkedColumns > 50, $"{checkedColumns}");
    }

    [Fact]
    public async Task Texts_that_differ_in_case_or_accents_are_different()
    {
        await OnEach(column => column.ClrType == typeof(string) && column.GetMaxLength() is > 2, async (table, column) =>
        {
            await table.Set(column, "a\u00E9");

            Assert.True(await table.Holds(column, Expression.Equal, "a\u00E9"), column.Name);
            foreach (var other in new[] { "A\u00E9", "a\u00C9", "ae", "ae\u0301" })
                Assert.False(await table.Holds(column, Expression.Equal, other), $"{column.Name} {other}");
        });
    }

    [Fact]
    public async Task Whole_number_round_trips_up_to_its_limits()
    {
        await OnEach(column => column.GetValueConverter() is null && column.ClrType == typeof(long)
            && !column.ValueGenerated.HasFlag(ValueGenerated.OnAdd), async (table, column) =>
        {
            foreach (var number in new[] { long.MaxValue, long.MinValue, 9_007_199_254_740_993 })
            {
                await table.Set(column, number);
                Assert.Equal(number, await table.Get(column));
            }
        });
    }

    [Fact]
    public async Task Model_stores_no_amount_or_instant_in_a_type_that_differs_between_databases() =>
        await OnEach(_ => true, (_, column) =>
        {
            var stored = Nullable.GetUnderlyingType(column.GetValueConverter()?.ProviderClrType ?? column.ClrType)
                ?? column.GetValueConverter()?.ProviderClrType ?? column.ClrType;
            Assert.True(stored.IsEnum || new[] { typeof(string), typeof(long), typeof(int), typeof(bool), typeof(byte[]) }.Contains(stored),
                $"{column.DeclaringType.Name}.{column.Name} is a {stored.Name}");
            return Task.CompletedTask;
        });

    [Theory]
    [InlineData("USD", 4250)]
    [InlineData("JPY", 9_007_199_254_740_993)]
    [InlineData("KWD", 1)]
    [InlineData("USD", 9_223_372_036_854_775_807)]
    public async Task Amount_round_trips_to_its_minor_unit(string currency, long minorUnits)
    {
        var amount = Money.FromMinorUnits(minorUnits, Currency.Of(currency));
        var nothing = Money.Zero(amount.Currency);
        var ride = TestRides.Booked with
        {
            Fare =
            TestRides.Booked.Fare with { BasePrice = amount, ServiceCharge = nothing, SurCharge = nothing, Tax = nothing }
        };

        await Fixture.Add(TestReservations.Sold(ride));

        var stored = await Fixture.Use(db => db.Reservations.Select(row => new
        {
            row.Ride,
            Minor = EF.Property<long>(row, "RateMinor"),
            Currency = EF.Property<string>(row, "Currency"),
        }).SingleAsync());
        Assert.Equal((amount, minorUnits, currency), (stored.Ride.Fare.Rate, stored.Minor, stored.Currency));
    }

    /// <summary>Runs a check on each column of a kind, with a row in its table; returns the number of columns.</summary>
    private async Task<int> OnEach(Func<IReadOnlyProperty, bool> kind, Func<Table, IReadOnlyProperty, Task> check)
    {
        var entities = await Fixture.Use(db => Task.FromResult(db.Model.GetEntityTypes().ToList()));
        foreach (var entity in entities)
        {
            // A reservation brings its own words along.
            if (entity.ClrType == typeof(ReservationWordRow))
                await Fixture.Use(db => db.Set<ReservationWordRow>().ExecuteDeleteAsync());
            await Fixture.Add(Samples.Rows[entity.ClrType]());
        }
        var columns = entities.SelectMany(entity => entity.GetProperties()).Where(kind).ToList();
        foreach (var column in columns)
            await check((Table)Activator.CreateInstance(typeof(Table<>).MakeGenericType(column.DeclaringType.ClrType), Fixture)!, column);
        return columns.Count;
    }

    private abstract class Table
    {
        public abstract Task Set(IReadOnlyProperty column, object value);

        public abstract Task<object?> Get(IReadOnlyProperty column);

        public abstract Task<bool> Holds(IReadOnlyProperty column, Func<Expression, Expression, Expression> comparison, object value);
    }

    /// <summary>Reads and writes one column of all rows of a table through the model's own conversions.</summary>
    private sealed class Table<TRow>(TestDatabase fixture) : Table
        where TRow : class
    {
        private static readonly MethodInfo PropertyOf = typeof(EF).GetMethod(nameof(EF.Property))!;
        private static readonly ParameterExpression Row = Expression.Parameter(typeof(TRow), "row");

        public override Task Set(IReadOnlyProperty column, object value) => (Task)Call(nameof(SetAs), column, value)!;

        public override Task<object?> Get(IReadOnlyProperty column) => fixture.Use(db => Sampled(db)
            .Select(Expression.Lambda<Func<TRow, object?>>(Expression.Convert(Of(column), typeof(object)), Row)).SingleAsync());

        public override Task<bool> Holds(IReadOnlyProperty column, Func<Expression, Expression, Expression> comparison, object value) =>
            fixture.Use(db => Sampled(db)
            .AnyAsync(Expression.Lambda<Func<TRow,
                bool>>(comparison(Of(column), Expression.Convert(Expression.Constant(value), column.ClrType)), Row)));

        private static MethodCallExpression Of(IReadOnlyProperty column) =>
            Expression.Call(PropertyOf.MakeGenericMethod(column.ClrType), Row, Expression.Constant(column.Name));

        /// <summary>The sample's row: three tables contain a row of their own from the start.</summary>
        private static IQueryable<TRow> Sampled(GatewayDbContext db) =>
            typeof(TRow) == typeof(CatalogState) ? db.Set<TRow>().Where(row => ((CatalogState)(object)row).Id != CatalogState.SingleId)
            : typeof(TRow) == typeof(EventFeedRow) ? db.Set<TRow>().Where(row => ((EventFeedRow)(object)row).Id != EventFeedRow.SingleId)
            : typeof(TRow) == typeof(CountedThroughRow)
                ? db.Set<TRow>().Where(row => ((CountedThroughRow)(object)row).Id != CountedThroughRow.SingleId)
            : db.Set<TRow>();

        private object? Call(string method, IReadOnlyProperty column, object value) =>
            typeof(Table<TRow>).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(column.ClrType)
                .Invoke(this, [column, value]);

        private Task SetAs<TColumn>(IReadOnlyProperty column, TColumn value) => fixture.Use(db => Sampled(db)
            .ExecuteUpdateAsync(set => set.SetProperty(Expression.Lambda<Func<TRow, TColumn>>(Of(column), Row), value)));
    }
}
