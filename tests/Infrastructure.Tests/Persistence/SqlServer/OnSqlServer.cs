using System.Reflection;
using GroundTransport.Infrastructure.Tests.Persistence.Outbox;
using GroundTransport.Infrastructure.Tests.Persistence.StartUp;
using GroundTransport.Infrastructure.Tests.Persistence.Stores;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>
/// The facts on a SQL Server that an environment variable names: each a line of its own. Without one, a line for each
/// class of facts says what is missing, not one for each fact.
/// </summary>
public sealed class OnSqlServer
{
    private static readonly Type[] Classes =
    [
        .. typeof(OnSqlServer).GetNestedTypes(BindingFlags.NonPublic).Where(type => typeof(IAsyncLifetime).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<ITheoryDataRow> Facts => DatabaseUnderTest.SqlServer.WhyNot is { } whyNot
        ? Classes.Select(type => new TheoryDataRow<string, string>(type.Name, "all of them") { Skip = whyNot })
        : from type in Classes
          from fact in type.GetMethods()
          where fact
            .IsDefined(typeof(FactAttribute), inherit: true)
          select new TheoryDataRow<string, string>(type.Name, fact.Name);

    [Theory]
    [MemberData(nameof(Facts), DisableDiscoveryEnumeration = false)]
    public async Task Fact_holds(string facts, string fact)
    {
        var type = Classes.Single(type => type.Name == facts);
        var method = type.GetMethod(fact)!;
        var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(row => (object?[]?)row.Data).DefaultIfEmpty(null);
        foreach (var row in rows)
        {
            await using var on = (IAsyncLifetime)Activator.CreateInstance(type)!;
            await on.InitializeAsync();
            await (Task)method.Invoke(on, row)!;
        }
    }

    [Fact]
    public void Class_of_facts_that_runs_on_PostgreSQL_runs_here_too()
    {
        static IEnumerable<Type?> Bases(IEnumerable<Type> types) =>
            types.Select(type => type.BaseType).OrderBy(type => type!.Name, StringComparer.Ordinal);

        Assert.Equal(Bases(typeof(OnSqlServer).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("OnPostgreSql", StringComparison.Ordinal))), Bases(Classes));
    }

#pragma warning disable CA1812 // Made by reflection.
    private sealed class Database() : DatabaseFacts(DatabaseUnderTest.SqlServer);

    private sealed class Write() : WriteFacts(DatabaseUnderTest.SqlServer);

    private sealed class LostAnswer() : LostAnswerFacts(DatabaseUnderTest.SqlServer);

    private sealed class ManyWriters() : ManyWritersFacts(DatabaseUnderTest.SqlServer);

    private sealed class Once() : IdempotencyFacts(DatabaseUnderTest.SqlServer);

    private sealed class Overlap() : OverlapFacts(DatabaseUnderTest.SqlServer);

    private sealed class Column() : ColumnFacts(DatabaseUnderTest.SqlServer);

    private sealed class Paging() : PagingFacts(DatabaseUnderTest.SqlServer);

    private sealed class Migration() : MigrationFacts(DatabaseUnderTest.SqlServer);

    private sealed class PostBackClaim() : PostBackClaimFacts(DatabaseUnderTest.SqlServer);

    private sealed class PostBackLease() : PostBackLeaseFacts(DatabaseUnderTest.SqlServer);

    private sealed class NotificationLedger() : NotificationLedgerFacts(DatabaseUnderTest.SqlServer);
#pragma warning restore CA1812
}
